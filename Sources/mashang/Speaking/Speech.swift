import Facilities
import Synchronization

/// The language of this command: the one that `--language` names, else the site's, else the terminal's, else Chinese.
enum Speech {
    private struct State {
        var language = Language.zh
        var isAsked = false
    }

    private static let state = Mutex(State())

    static var language: Language { state.withLock(\.language) }

    /// Selects the language, before anything is printed.
    ///
    /// - Parameters:
    ///   - asked: the language that `--language` names; nil if the option is not given.
    ///   - environment: the variables of the process.
    static func begin(_ asked: Language?, environment: [String: String]) {
        let language = asked ?? Language(environment: environment) ?? .zh
        state.withLock { $0 = State(language: language, isAsked: asked != nil) }
    }

    /// Selects the language of the site, unless another one was requested.
    static func follow(_ site: Language) {
        state.withLock { if !$0.isAsked { $0.language = site } }
    }
}

extension Text {
    /// The text in the language of this command.
    var spoken: String { self[Speech.language] }
}

extension Language {
    /// Reads the value of the option; nil if it is not a language.
    ///
    /// - Parameter option: `zh`, `zh-Hans` or `en`, in any case.
    init?(option: String) {
        switch option.lowercased() {
        case "zh", "zh-hans", "zh-cn": self = .zh
        case "en": self = .en
        default: return nil
        }
    }

    /// Finds the language of a locale, from the first variable that is set, in the order of POSIX; nil if none is set,
    /// or if it is `C` or `POSIX`, which name no language. Any language other than Chinese is replaced by English.
    init?(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let locale, let name = locale.split(whereSeparator: { ".@_".contains($0) }).first,
            name != "C", name != "POSIX"
        else { return nil }
        self = name == "zh" ? .zh : .en
    }
}

/// An option of every command that is read before all others, because the help and the messages about them follow it.
struct LanguageOption {
    /// The remaining arguments, for the command.
    private(set) var arguments: [String] = []
    private(set) var language: Language?
    /// The text given instead of a language, `""` if the option has no value; nil if the option is correct.
    private(set) var mistake: String?

    static let name = "--language"

    /// Finds the option among arguments.
    ///
    /// - Parameter arguments: the arguments of the process, without its name. After `--` nothing is an option.
    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                self.arguments += [argument] + rest
                return
            } else if argument == Self.name {
                take(rest.popFirst() ?? "")
            } else if argument.hasPrefix(Self.name + "=") {
                take(String(argument.dropFirst(Self.name.count + 1)))
            } else {
                self.arguments.append(argument)
            }
        }
    }

    private mutating func take(_ value: String) {
        language = Language(option: value)
        if language == nil { mistake = value }
    }
}
