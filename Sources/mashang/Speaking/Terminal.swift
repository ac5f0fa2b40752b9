import Facilities
import Foundation
import Glibc

/// The capabilities of an output of a command.
struct Terminal {
    /// Whether the output shows colours.
    let hasColours: Bool
    /// The number of columns; 80 if the output is a file or a pipe.
    let width: Int

    static let output = Terminal(STDOUT_FILENO)
    static let errors = Terminal(STDERR_FILENO)

    init(_ descriptor: CInt, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let isTerminal = isatty(descriptor) == 1
        self.init(isTerminal: isTerminal, columns: isTerminal ? Self.columns(descriptor) : nil, environment)
    }

    /// Describes an output.
    ///
    /// - Parameter environment: the variables of the process; a `NO_COLOR` that is not empty and `TERM=dumb` request no
    ///   colours (no-color.org).
    init(isTerminal: Bool, columns: Int?, _ environment: [String: String]) {
        let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty || (environment["TERM"] ?? "dumb") == "dumb"
        (hasColours, width) = (isTerminal && !isPlain, columns ?? 80)
    }

    private static func columns(_ descriptor: CInt) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return nil }
        return Int(size.ws_col)
    }

    /// The colours of a light and of emphasised words, as ECMA-48 numbers them.
    enum Colour: Int {
        case bold = 1
        case red = 31
        case green = 32
        case yellow = 33
        case grey = 90
    }

    /// Returns the name of a light in its colour: `[红]`.
    func light(_ light: Light, _ language: Language) -> String {
        switch light {
        case .green: paint(Text(zh: "[绿]", en: "[green]")[language], .green)
        case .yellow: paint(Text(zh: "[黄]", en: "[yellow]")[language], .yellow)
        case .red: paint(Text(zh: "[红]", en: "[red]")[language], .red)
        case .grey: paint(Text(zh: "[灰]", en: "[grey]")[language], .grey)
        }
    }

    func paint(_ text: String, _ colour: Colour) -> String {
        hasColours ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }
}
