import ArgumentParser

/// `quirectl completion bash|zsh|fish`
struct CompletionCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Write the script with which a shell completes quirectl.",
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
        switch self {
        case .bash: Self.bashText
        case .zsh: Self.zshText
        case .fish: Self.fishText
        }
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
            mapfile -t answers < <("${words[0]}" __complete -- "${words[@]:1}" 2>/dev/null)
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
        complete -F _quirectl quirectl

        """#

    private static let zshText = #"""
        #compdef quirectl
        _quirectl() {
            local -a answers plain open
            local answer word meaning
            answers=("${(@f)$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
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
        if [[ "$funcstack[1]" == _quirectl ]]; then _quirectl "$@"; else compdef _quirectl quirectl; fi

        """#

    private static let fishText = #"""
        # fish completion for quirectl
        function __quirectl_complete
            set -l words (commandline -opc) (commandline -ct)
            set -l answers ($words[1] __complete -- $words[2..-1] 2>/dev/null)
            if test "$answers[1]" = ":files"
                __fish_complete_path (commandline -ct)
            else
                printf '%s\n' $answers
            end
        end
        complete -c quirectl -f -a '(__quirectl_complete)'

        """#
}
