import Facilities
import Synchronization

/// The language in which this command speaks: the one that `--language` names, else the site's, else the terminal's, else Chinese.
enum Speech {
    private struct State {
        var language = Language.zh
        var isAsked = false
    }

    private static let state = Mutex(State())

    static var language: Language { state.withLock(\.language) }

    /// Begins to speak, before anything is said.
    ///
    /// - Parameters:
    ///   - asked: what `--language` names; nil where it is not given.
    ///   - environment: the variables of the process.
    static func begin(_ asked: Language?, environment: [String: String]) {
        let language = asked ?? Language(environment: environment) ?? .zh
        state.withLock { $0 = State(language: language, isAsked: asked != nil) }
    }

    /// Speaks the language of the site, unless another one was asked for.
    static func follow(_ site: Language) {
        state.withLock { if !$0.isAsked { $0.language = site } }
    }
}

extension Text {
    /// In the language of this command.
    var spoken: String { self[Speech.language] }
}

extension Language {
    /// - Parameter option: `zh`, `zh-Hans` or `en`, as a person writes it.
    init?(option: String) {
        switch option.lowercased() {
        case "zh", "zh-hans", "zh-cn": self = .zh
        case "en": self = .en
        default: return nil
        }
    }

    /// The language of a locale, from the first variable that is set, in the order of POSIX; nil where none is, or where it is
    /// `C` or `POSIX`, which name no language. People of other languages than Chinese are given English.
    init?(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let locale, let name = locale.split(whereSeparator: { ".@_".contains($0) }).first,
            name != "C", name != "POSIX"
        else { return nil }
        self = name == "zh" ? .zh : .en
    }
}

/// An option that every command has, and that is taken before the others are read: help and mistakes in them follow it too.
struct LanguageOption {
    /// What is left for the command.
    private(set) var arguments: [String] = []
    private(set) var language: Language?
    /// What was written where it is no language, `""` where nothing follows the option.
    private(set) var mistake: String?

    static let name = "--language"

    /// - Parameter arguments: those of the process, without its name. After `--` nothing is an option.
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
