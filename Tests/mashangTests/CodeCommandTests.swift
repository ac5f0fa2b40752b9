import Facilities
import Foundation
import TestSupport
import Testing

/// `mashang code new` and `mashang code check`.
@Suite(.timeLimit(.minutes(10))) struct CodeCommandTests {
    private let folder = try! TemporaryFolder()

    private func run(_ arguments: String...) async throws -> (status: CInt, output: String) {
        try await Program.run(["code"] + arguments, in: folder)
    }

    @Test func newCodesAreRightByTheCommandsOwnCheck() async throws {
        let made = try await run("new", "--kind", "fume-purifier", "--prefix", "nj320104", "--count", "20")
        let codes = made.output.split(separator: "\n").map(String.init)
        #expect(made.status == 0 && Set(codes).count == 20 && codes.allSatisfy { $0.hasPrefix("NJ320104F") })
        let checked = try await Program.run(["code", "check"] + codes, in: folder)
        #expect(checked.status == 0)
        #expect(checked.output == codes.map { "\($0): right\n" }.joined())
    }

    @Test func newCodesAreNoneOfTheConfigurations() async throws {
        let file = folder.path + "/gateway.yaml"
        func write(_ codes: [String]) throws {
            let facilities = codes.map { "  - {code: \($0), kind: complaint-point, name: 投诉点}\n" }
            try "gateway: {id: NJ-1}\nfacilities:\n\(facilities.joined())".write(
                toFile: file, atomically: true, encoding: .utf8)
        }
        try write(["NJ320104T000056"])
        let made = try await run("new", "--kind", "complaint-point", "--count", "5", "--config", file)
        #expect(made.status == 0 && made.output.split(separator: "\n").count == 5, "\(made.output)")
        try "facilities: 1".write(toFile: file, atomically: true, encoding: .utf8)
        let wrong = try await run("new", "--kind", "complaint-point", "--config", file)
        #expect(wrong.status == 65 && wrong.output.contains("\(file):1:"), "\(wrong.output)")
    }

    @Test(arguments: [
        ["new"], ["new", "--kind", "kitchen"], ["new", "--kind", "dust-site", "--count", "0"],
        ["new", "--kind", "dust-site", "--count", "1001"], ["new", "--kind", "dust-site", "--prefix", "南京"], ["check"],
    ]) func whatCannotBeMadeIsWrongUsage(arguments: [String]) async throws {
        #expect(try await Program.run(["code"] + arguments, in: folder).status == 64)
    }

    @Test func aMistypedCodeIsSaidInTheLanguageOfTheCommandWithWhatIsRight() async throws {
        let codes = ["check", "nj320104c00012k", "NJ320104C00012D"]
        let chinese = try await Program.run(["code"] + codes + ["--language", "zh"], in: folder)
        #expect(chinese.status == 65)
        #expect(chinese.output.contains("NJ320104C00012K：末位校验字符不符，编号可能有误；若其余各位正确，末位应为D：NJ320104C00012D"))
        #expect(chinese.output.contains("NJ320104C00012D：正确\n") && !chinese.output.contains("right"))
        let english = try await Program.run(["code"] + codes + ["--language", "en"], in: folder)
        #expect(
            english.output.contains(
                "NJ320104C00012K: its last character, the check character, does not fit: it may be mistyped; if the others"
            ))
        #expect(english.output.contains("NJ320104C00012D: right\n") && !english.output.isChinese)
    }

    @Test func swappedNeighboursAForgottenCharacterAndNoCodeAreSaid() async throws {
        let swapped = try await run("check", "NJ320140C00012D", "--language", "zh")
        #expect(swapped.status == 65 && swapped.output.contains("若相邻两位写反了：NJ320104C00012D"), "\(swapped.output)")
        let forgotten = try await run("check", "ＮＪ３２０１０４Ｃ０００１２", "--language", "zh")
        #expect(forgotten.status == 65 && forgotten.output.contains("若漏写了末位：NJ320104C00012D"), "\(forgotten.output)")
        let none = try await run("check", "秦淮小馆", "--language", "zh")
        #expect(none.status == 65 && none.output.contains("秦淮小馆：不是编号") && !none.output.contains("code"))
    }

    /// E8.
    @Test func checkWarnsOfACodeWhoseCheckCharacterIsWrong() async throws {
        let file = folder.path + "/gateway.yaml"
        try """
        gateway: {id: NJ-1, language: en}
        page: {publicURL: "https://ma.example.cn/q/{code}"}
        facilities:
          - {code: NJ320104T000057, kind: complaint-point, name: 投诉点}
          - {code: NJ320104T000056, kind: complaint-point, name: 投诉点}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let checked = try await Program.run(["check", "--config", file], in: folder)
        #expect(checked.status == 0)
        let warnings = checked.output.split(separator: "\n").filter { $0.contains(": warning: ") }
        #expect(warnings.count == 1)
        #expect(
            warnings.first?.hasPrefix(
                "\(file):4:12: warning: the check character of NJ320104T000057 does not fit: if the")
                == true && warnings.first?.contains("it is NJ320104T000056;") == true, "\(checked.output)")
    }
}
