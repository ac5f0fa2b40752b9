import ArgumentParser
import Facilities
import Foundation
import TestSupport
import Testing

@testable import mashang

/// The help and the mistakes of every command, in both languages.
@Suite(.timeLimit(.minutes(10))) struct HelpTests {
    private let folder = try! TemporaryFolder()

    /// Every command by the words that call it.
    private static let commands = paths(Mashang.self, [])

    private static func paths(_ command: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
        [path] + command.configuration.subcommands.flatMap { paths($0, path + [$0.name]) }
    }

    private func run(_ arguments: [String], _ language: String) async throws -> (status: CInt, output: String) {
        try await Program.run(arguments + ["--language", language], in: folder)
    }

    @Test(arguments: commands) func everyCommandAndOptionHasHelpInBothLanguages(path: [String]) async throws {
        let (zh, en) = (try await run(path + ["--help"], "zh"), try await run(path + ["--help"], "en"))
        #expect((zh.status, en.status) == (0, 0))
        let abstract = zh.output.prefix { $0 != "\n" }
        let (chinese, english) = (HelpPage(zh.output), HelpPage(en.output))
        #expect(zh.output.contains("用法：mashang") && en.output.contains("USAGE: mashang"), "\(zh.output)")
        #expect(chinese.names == english.names)
        #expect(chinese.labels.contains("-h, --help"))
        for (label, text) in chinese.entries {
            #expect(text.hasChinese, "\(path) \(label): no Chinese help: '\(text)'")
        }
        for (label, text) in english.entries {
            #expect(!text.isEmpty, "\(path) \(label): no English help")
            let names = ["清洗", "更换", "操作人员", "负责人", "检查人员", "技术人员"].reduce(text) { $0.replacing($1, with: "") }
            #expect(!names.hasChinese, "\(path) \(label): Chinese in the English help: '\(text)'")
        }
        #expect(abstract.hasChinese, "\(path): no Chinese abstract")
        for line in zh.output.split(separator: "\n") where !line.contains("mashang ") {
            #expect(!line.contains("OPTIONS") && !line.contains("default:") && !line.contains("Show "), "\(line)")
        }
    }

    /// Blanks within a sentence are a line of the source that was continued without a backslash.
    @Test(arguments: commands) func noSentenceHasARunOfBlanks(path: [String]) async throws {
        for language in ["zh", "en"] {
            let shown = try await run(path + ["--help"], language)
            let (head, page) = (HelpPage.prose(shown.output), HelpPage(shown.output))
            for text in head + page.entries.map(\.text) where !text.hasPrefix("mashang ") {
                #expect(!text.contains("   "), "\(path): \(text)")
            }
        }
    }

    /// What swift-argument-parser says is wrong, as far as a person can make it say so.
    @Test(arguments: [
        (["status", "--bogus"], "没有选项 --bogus"), (["suspend"], "缺少参数 <bus>"),
        (["suspend", "a", "b"], "多余的参数“b”"), (["suspend", "plc", "--minutes", "x"], "不能写“x”"),
        (["status", "--month"], "--month <month> 后面缺少值"), (["status", "--json=1"], "选项 --json 不带值"),
        (["export", "bogus"], "“bogus”不对。请写其中之一：ledger、readings、means、rates\n"),
        (["statsu"], "没有命令“statsu”；您是不是要用 status？"),
    ])
    func mistakesAreChineseAndShowTheUsageOfTheirCommand(arguments: [String], words: String) async throws {
        let shown = try await run(arguments, "zh")
        #expect(shown.status == 64 && shown.output.hasPrefix("错误："), "\(shown.output)")
        #expect(shown.output.contains(words), "\(shown.output)")
        let command = arguments[0] == "statsu" ? "<子命令>" : arguments[0]
        #expect(shown.output.contains("用法：mashang \(command)"), "\(shown.output)")
    }

    /// Also where a command finds it only once it runs.
    @Test func mistakesOfTheCommandsOwnShowItsUsage() async throws {
        for arguments in [["read", "--tcp", "127.0.0.1:1", "--profile", "nowhere"], ["simulate", "--tcp", ":0"]] {
            let shown = try await run(arguments, "en")
            #expect(shown.status == 64 && shown.output.contains("Usage: mashang \(arguments[0]) "), "\(shown.output)")
        }
    }
}

/// The labels of a help page, such as `--json`, with what is beside and below them.
private struct HelpPage {
    private(set) var entries: [(label: String, text: String)] = []

    var labels: [String] { entries.map(\.label) }

    /// The labels without the mark of the subcommand that runs by itself, which each page has in its language.
    var names: [String] { labels.map { $0.replacing(/（默认）$| \(default\)$/, with: "") } }

    init(_ output: String) {
        var isInside = false
        for line in output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if !line.hasPrefix(" ") {
                isInside = ["参数：", "选项：", "子命令：", "ARGUMENTS:", "OPTIONS:", "SUBCOMMANDS:"].contains(line)
            } else if isInside, line.hasPrefix("  "), !line.hasPrefix("   "), !line.contains("mashang help") {
                entries.append(Self.entry(line))
            } else if isInside, let last = entries.indices.last {
                entries[last].text += line.trimmingCharacters(in: .whitespaces)
            }
        }
    }

    /// The lines above the options, without what is indented: examples.
    static func prose(_ output: String) -> [String] {
        let end = output.split(separator: "\n").firstIndex { ["用法：", "USAGE:"].contains(where: $0.hasPrefix) }
        return output.split(separator: "\n").prefix(end ?? 0).map(String.init).filter { !$0.hasPrefix(" ") }
    }

    private static func entry(_ line: String) -> (String, String) {
        let trimmed = line.dropFirst(2)
        guard let gap = trimmed.firstRange(of: "  ") ?? trimmed.firstRange(of: "> ") else {
            return (String(trimmed), "")
        }
        let end = trimmed[gap].hasPrefix(">") ? trimmed.index(after: gap.lowerBound) : gap.lowerBound
        return (String(trimmed[..<end]), trimmed[end...].trimmingCharacters(in: .whitespaces))
    }
}

extension StringProtocol {
    fileprivate var hasChinese: Bool { unicodeScalars.contains { 0x4E00...0x9FFF ~= $0.value } }
}
