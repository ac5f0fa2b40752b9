import Facilities

/// The source of a line of a guide, and how reliable it is.
struct Basis: Sendable, Hashable {
    enum Origin: Sendable, Hashable {
        /// The words were read in an official notice, a law, a trade code, a maker's manual or a report.
        case read
        /// The words were read in a page that quotes or digests the original.
        case secondary
        /// The line is general knowledge that was not looked up.
        case memory
        /// The line is this program's own suggestion.
        case own
        /// The line says what this program itself does, or what its site promises.
        case program

        var title: Text {
            switch self {
            case .read: Text(zh: "读过出处", en: "read in the source")
            case .secondary: Text(zh: "据转述，未核对原文", en: "second-hand, not yet read in the source")
            case .memory: Text(zh: "常识，未查到出处", en: "general knowledge, no source found")
            case .own: Text(zh: "本程序建议", en: "our own suggestion")
            case .program: Text(zh: "本程序的做法", en: "how this program works")
            }
        }
    }

    var origin: Origin
    var source: GuideSource?
    /// The part of the line that this is about; nil for the whole line.
    var part: Text?

    static func read(_ source: GuideSource) -> Basis { Basis(origin: .read, source: source) }
    static func secondary(_ source: GuideSource) -> Basis { Basis(origin: .secondary, source: source) }
    /// A rule of another place, which the page shows as a reference.
    static func elsewhere(_ source: GuideSource, _ zh: String, _ en: String) -> Basis {
        Basis(origin: .secondary, source: source, part: Text(zh: zh, en: en))
    }
    static let memory = Basis(origin: .memory)
    static let own = Basis(origin: .own)
    static let program = Basis(origin: .program)
    static func memory(_ zh: String, _ en: String) -> Basis { Basis(origin: .memory, part: Text(zh: zh, en: en)) }
    static func own(_ zh: String, _ en: String) -> Basis { Basis(origin: .own, part: Text(zh: zh, en: en)) }
}

extension [Basis] {
    /// Returns the mark beside a line: which part is this program's own suggestion, and which is a rule of another
    /// place. Nil for none.
    func mark(_ language: Language) -> String? {
        let colon = Text(zh: "：", en: ": ")[language]
        let marks = filter { $0.origin == .own || $0.origin == .secondary && $0.part != nil }.map { basis in
            let own = basis.origin == .own ? Basis.Origin.own.title[language] : nil
            return [own, basis.part?[language]].compactMap(\.self).joined(separator: colon)
        }
        return marks.isEmpty ? nil : marks.joined(separator: " · ")
    }

    /// Whether the whole line is this program's own suggestion.
    var isOwn: Bool { allSatisfy { $0.origin == .own && $0.part == nil } }

    /// Whether a source outside this program is named.
    var namesSources: Bool { contains { ![.own, .program].contains($0.origin) || $0.part != nil } }
}
