import ArgumentParser

/// `quirectl completion bash|zsh|fish`
struct CompletionCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Write the script with which a shell completes quirectl, lpr and the others.",
        discussion: """
            bash: quirectl completion bash > /etc/bash_completion.d/quirectl. \
            zsh: quirectl completion zsh > "${fpath[1]}/_quirectl". \
            fish: quirectl completion fish > ~/.config/fish/completions/quirectl.fish.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The shell.") var shell: CompletionScript

    func run(_ control: Control) async throws -> ExitStatus {
        control.session.output.write(shell.text)
        return .done
    }
}

/// The script of a shell. It knows nothing but how to ask: the words come from ``Completion``.
enum CompletionScript: String, ExpressibleByArgument, CaseIterable, Sendable {
    case bash, zsh, fish

    var text: String {
        let text =
            switch self {
            case .bash: Self.bashText
            case .zsh: Self.zshText
            case .fish: Self.fishText
            }
        let others = CommandTable.all.map(\.name).filter { $0 != QuireCtl.name }.joined(separator: " ")
        return text.split(separator: "COMMANDS", omittingEmptySubsequences: false).joined(separator: others)
    }

    /// bash breaks words at = and : as well; the line itself is read, and what stands before the last of them in the
    /// current word is taken off the answers.
    private static let bashText = #"""
        # bash completion for quirectl
        _quirectl() {
            local line="${COMP_LINE:0:COMP_POINT}" words current answers answer start
            read -r -a words <<< "$line"
            [[ "$line" == *[[:space:]] ]] && words+=("")
            current="${words[${#words[@]} - 1]}"
            COMPREPLY=()
            mapfile -t answers < <(quirectl __complete --as "${words[0]##*/}" -- "${words[@]:1}" 2>/dev/null)
            if [[ "${answers[0]}" == ":files" ]]; then
                compopt -o default 2>/dev/null
                return
            fi
            start=""
            case "$current" in *[=:]*) start="${current%"${current##*[=:]}"}" ;; esac
            for answer in "${answers[@]}"; do
                answer="${answer%%$'\t'*}"
                [[ "$answer" == *= ]] && compopt -o nospace 2>/dev/null
                COMPREPLY+=("${answer#"$start"}")
            done
        }
        complete -F _quirectl quirectl COMMANDS

        """#

    private static let zshText = #"""
        #compdef quirectl COMMANDS
        _quirectl() {
            local -a answers plain open
            local answer word meaning
            answers=("${(@f)$(quirectl __complete --as "${words[1]:t}" -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            if [[ "${answers[1]}" == ":files" ]]; then
                _files
                return
            fi
            for answer in "${answers[@]}"; do
                [[ -z "$answer" ]] && continue
                word="${answer%%$'\t'*}"
                meaning=""
                [[ "$answer" == *$'\t'* ]] && meaning="${answer#*$'\t'}"
                word="${word//:/\\:}"
                meaning="${meaning:+:$meaning}"
                if [[ "$word" == *= ]]; then open+=("$word$meaning"); else plain+=("$word$meaning"); fi
            done
            (( ${#plain} )) && _describe -V 'quirectl' plain
            (( ${#open} )) && _describe -V 'quirectl' open -S ''
            return 0
        }
        if [[ "$funcstack[1]" == _quirectl ]]; then _quirectl "$@"; else compdef _quirectl quirectl COMMANDS; fi

        """#

    private static let fishText = #"""
        # fish completion for quirectl
        function __quirectl_complete
            set -l words (commandline -opc) (commandline -ct)
            set -l answers (quirectl __complete --as (string replace -r '.*/' '' -- $words[1]) -- $words[2..-1] 2>/dev/null)
            if test "$answers[1]" = ":files"
                __fish_complete_path (commandline -ct)
            else
                printf '%s\n' $answers
            end
        end
        for name in quirectl COMMANDS
            complete -c $name -f -a '(__quirectl_complete)'
        end

        """#
}
