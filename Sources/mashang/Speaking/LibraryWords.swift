import Facilities
import Foundation

/// Translations of the texts of swift-argument-parser, which exist only in English: headings, defaults, and mistakes in
/// arguments. Its texts are requested without line breaks, because it counts a Chinese character as one column and
/// breaks lines only at blanks.
struct LibraryWords {
    private let language: Language

    init(_ language: Language) {
        self.language = language
    }

    /// Returns a text of the library, translated and wrapped.
    ///
    /// - Parameter text: the help of a command, or any other text, such as the version, which is returned unchanged.
    func help(_ text: String, for terminal: Terminal) -> String {
        guard text.hasPrefix("OVERVIEW: ") else { return text }
        var lines = text.dropFirst("OVERVIEW: ".count).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        if let last = lines.firstIndex(where: { $0.hasPrefix("  --version") || $0.hasPrefix("  -h, --help") }) {
            lines.insert(Self.languageLine[language], at: last)
        }
        return shown(lines.map(translated), terminal)
    }

    /// Returns the usage of a command, translated and wrapped.
    ///
    /// - Parameter text: the usage without its heading: `mashang read …`.
    func usage(_ text: String, for terminal: Terminal) -> String {
        shown("Usage: \(text)".split(separator: "\n").map { translated(String($0)) }, terminal)
    }

    /// Returns the translation of a mistake.
    ///
    /// - Parameter message: the description of the mistake, by the library or by the command itself.
    func mistake(_ message: String) -> String {
        guard language == .zh else { return message }
        let text = Self.mistakes.reduce(message) { text, known in
            text.replacingOccurrences(of: known.0, with: known.1, options: .regularExpression)
        }
        guard let list = text.range(of: Self.oneOf) else { return text }
        return text[..<list.upperBound] + Self.words(of: text[list.upperBound...]).joined(separator: "、")
    }

    /// Returns the words of a list that the library writes as `'ledger', 'readings' or 'rates'`.
    private static func words(of list: Substring) -> [String] {
        list.replacing(" or ", with: ", ").replacing(" and ", with: ", ").split(separator: ", ").map {
            $0.filter { $0 != "'" }
        }
    }

    private static let oneOf = "请写其中之一："

    private func translated(_ line: String) -> String {
        guard language == .zh else { return line }
        return Self.words.reduce(line) { text, known in
            text.replacingOccurrences(of: known.0, with: known.1, options: .regularExpression)
        }
    }

    private func shown(_ lines: [String], _ terminal: Terminal) -> String {
        lines.flatMap { WrappedLine($0, width: terminal.width).lines }
            .map { Self.isHeading($0) ? terminal.paint($0, .bold) : $0 }
            .joined(separator: "\n")
    }

    private static func isHeading(_ line: String) -> Bool {
        !line.hasPrefix(" ") && (line.hasSuffix("：") || line.hasSuffix(":")) && !line.contains(" ")
    }

    private static let languageLine = Text(
        zh: "  --language <language>   语言：zh 中文，en 英文；未写时用站点的语言，再按 LC_ALL、LC_MESSAGES、LANG。",
        en: "  --language <language>   zh or en; else the site's language, else that of LC_ALL, LC_MESSAGES or LANG.")

    private static let words = [
        ("^USAGE: |^Usage: ", "用法："), ("^ARGUMENTS:$", "参数："), ("^OPTIONS:$", "选项："), ("^SUBCOMMANDS:$", "子命令："),
        ("^  See 'mashang help(.*) <subcommand>' for detailed help\\.$", "  各子命令的说明：mashang help$1 <子命令>"),
        ("Show help information\\.$", "显示说明。"), ("Show the version\\.$", "显示版本。"),
        ("Show subcommand help information\\.$", "显示子命令的说明。"),
        ("\\(values: (.*); default: (.*)\\)$", "（可选：$1；默认：$2）"), ("\\(values: (.*)\\)$", "（可选：$1）"),
        ("\\(default: (.*)\\)$", "（默认：$1）"), ("^(  \\S+) \\(default\\)", "$1（默认）"), ("<subcommand>", "<子命令>"),
        ("<options>", "<选项>"),
    ]

    private static let mistakes = [
        ("^Unknown option '(.*?)'\\. Did you mean '(.*)'\\?$", "没有选项 $1，是否指 $2？"),
        ("^Unknown option '(.*)'$", "没有选项 $1"),
        ("^Missing value for '(.*)'$", "$1 后面缺少值"),
        ("^The option '(.*)' does not take any value, but '(.*)' was specified\\.$", "选项 $1 不带值，却写了“$2”"),
        ("^Unexpected argument '(.*)'$", "多余的参数“$1”"),
        ("^(\\d+) unexpected arguments: (.*)$", "有$1个多余的参数：$2"),
        ("^Value to be set with (.*) had already been set with (.*)$", "$1 与前面的 $2 冲突，只能写一个"),
        ("^Missing expected argument '(.*)'$", "缺少参数 $1"), ("^Missing one of: (.*)$", "缺少其中之一：$1"),
        ("^The value '(.*?)' is invalid for '<.*?>'(: )?", "“$1”不对。"),
        ("^The value '(.*?)' is invalid for '(.*?)'(: )?", "$2 不能写“$1”。"),
        ("\\. Please provide one of (.*)\\.$", "\(oneOf)$1"),
        ("\\. Please provide one of the following:", "请写其中之一："),
        ("^Missing required subcommand\\.$", "缺少子命令"), ("^Invalid option: (.*)$", "选项写法不对：$1"),
        ("。+", "。"),
    ]
}
