import ArgumentParser
import Facilities
import TestSupport
import Testing

@testable import mashang

/// A word that is no subcommand.
@Suite(.timeLimit(.minutes(10))) struct UnknownCommandTests {
    @Test(arguments: [
        (["chek"], "check"), (["chek", "--config", "x"], "check"), (["help", "statsu"], "status"),
        (["operator", "lst"], "list"), (["help", "operator", "ad"], "add"), (["hepl"], "help"),
    ]) func theOneThatWasMeantIsNamed(arguments: [String], meant: String) throws {
        let text = try #require(UnknownCommand.first(in: arguments, of: Mashang.self)).text
        #expect(text.zh.hasSuffix("；您是不是要用 \(meant)？"), "\(text.zh)")
        #expect(text.en.hasSuffix("; did you mean '\(meant)'?"), "\(text.en)")
    }

    @Test func whereNoneIsAlikeAllAreListed() throws {
        let text = try #require(UnknownCommand.first(in: ["foo"], of: Mashang.self)).text
        for command in Mashang.configuration.subcommands {
            #expect(text.zh.contains(command.name) && text.en.contains(command.name), "\(command.name)")
        }
    }

    /// The rest is for the library: what stands behind a command is an argument of it.
    @Test(arguments: [
        [], ["--version"], ["check"], ["help"], ["help", "operator", "add"], ["operator"], ["operator", "--help"],
        ["record", "foo", "bar"], ["--config", "foo"],
    ]) func whatNamesACommandIsNoMistake(arguments: [String]) {
        #expect(UnknownCommand.first(in: arguments, of: Mashang.self) == nil)
    }

    @Test(arguments: [["chek"], ["help", "chek"]]) func theCommandEndsWithWrongUsage(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let chinese = try await Program.run(arguments + ["--language", "zh"], in: folder)
        #expect(chinese.status == 64 && chinese.output.contains("错误：没有命令“chek”；您是不是要用 check？"), "\(chinese)")
        let english = try await Program.run(arguments + ["--language", "en"], in: folder)
        #expect(english.status == 64 && english.output.contains("did you mean 'check'?"), "\(english)")
    }
}
