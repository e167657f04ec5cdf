/// What is bold and what is grey in a program, for families of languages.
public struct ProgramLanguage: Hashable, Sendable {
    var words: Set<String>
    var lineComments: [String]
    var hasBlockComments = false
    /// Lines that begin with "#" are orders to the compiler.
    var hasDirectives = false
    var quotes: Set<UInt32> = [0x22, 0x27]
    var ignoresCase = false

    /// By the ending of a file's name, or by what the document was called; `nil` for what is no program.
    public init?(title: String, format: String = "") {
        let ending = title.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
        guard let found = Self.endings[ending] ?? Self.endings[Self.formats[format.lowercased()] ?? ""] else {
            return nil
        }
        self = found
    }

    private init(
        _ words: String, comments: [String], blocks: Bool = false, directives: Bool = false, quotes: String = "\"'",
        ignoresCase: Bool = false
    ) {
        self.words = Set(words.split(separator: " ").map { String($0) })
        lineComments = comments
        hasBlockComments = blocks
        hasDirectives = directives
        self.quotes = Set(quotes.unicodeScalars.map(\.value))
        self.ignoresCase = ignoresCase
    }

    private static let endings: [String: ProgramLanguage] = {
        var endings: [String: ProgramLanguage] = [:]
        for ending in ["c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "m", "mm", "ino"] { endings[ending] = cFamily }
        for ending in ["java", "js", "mjs", "ts", "tsx", "cs", "go", "rs", "swift", "kt", "scala", "php", "dart"] {
            endings[ending] = youngerFamily
        }
        for ending in ["sh", "bash", "zsh", "py", "pl", "pm", "rb", "tcl", "awk", "r", "mk"] {
            endings[ending] = scripts
        }
        for ending in ["yaml", "yml", "toml", "conf", "cfg", "ini"] { endings[ending] = settings }
        endings["sql"] = sql
        return endings
    }()

    private static let formats = [
        "text/x-c": "c", "text/x-csrc": "c", "text/x-chdr": "c", "text/x-c++src": "c", "text/x-c++hdr": "c",
        "application/x-csource": "c", "text/x-java": "java", "text/x-java-source": "java", "text/javascript": "js",
        "application/javascript": "js", "application/x-javascript": "js", "text/x-go": "go", "text/rust": "rs",
        "text/x-perl": "pl", "application/x-perl": "pl", "application/x-shell": "sh", "application/x-sh": "sh",
        "application/x-cshell": "sh", "text/x-sh": "sh", "text/x-python": "py", "text/x-script.python": "py",
        "application/x-ruby": "rb", "application/x-php": "php", "application/sql": "sql", "text/x-sql": "sql",
    ]

    private static let cFamily = ProgramLanguage(
        """
        alignas auto bool break case catch char class concept const constexpr continue default delete do double else \
        enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept \
        nullptr operator private protected public register restrict return short signed sizeof static struct switch \
        template this throw true try typedef typename union unsigned using virtual void volatile wchar_t while
        """, comments: ["//"], blocks: true, directives: true)

    private static let youngerFamily = ProgramLanguage(
        """
        abstract actor any as async await boolean break byte case catch chan char class const continue crate def default \
        defer delete do double dyn else enum export extends extension fallthrough false final finally float fn for \
        foreach from fun func function go goto guard if impl implements import in init inline instanceof int interface \
        internal is let long loop map match mod mut namespace new nil null object of open operator override package \
        private protected protocol pub public range return sealed select self short static string struct super switch \
        this throw throws trait true try type typealias typeof union unsafe use using val var virtual void when where \
        while yield
        """, comments: ["//"], blocks: true, quotes: "\"'`")

    private static let scripts = ProgramLanguage(
        """
        and as assert async await begin break case class continue declare def defined del do done elif else elsif end \
        ensure esac eval except exec exit export False fi finally for foreach from function global if import in is \
        lambda last local module my next nil None not or our package pass proc raise redo require rescue return self \
        set sub then True try unless until use when while with yield
        """, comments: ["#"])

    private static let settings = ProgramLanguage("true false yes no on off null", comments: ["#", ";"])

    private static let sql = ProgramLanguage(
        """
        add all alter and as asc begin between by case check column commit constraint create cross default delete desc \
        distinct drop else end exists foreign from full group having if in index inner insert into is join key left \
        like limit not null on or order outer primary references replace right rollback select set table then trigger \
        union unique update values view when where with
        """, comments: ["--"], blocks: true, ignoresCase: true)
}
