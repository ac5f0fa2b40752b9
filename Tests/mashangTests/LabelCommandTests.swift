import Foundation
import TestSupport
import Testing

/// `mashang label`, from the configuration to the files.
@Suite(.timeLimit(.minutes(10))) struct LabelCommandTests {
    private let folder = try! TemporaryFolder()

    private func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> (
        status: CInt, output: String
    ) {
        let profiles = Program.repository + "/device-profiles"
        let program = try Program(["label", "--profiles", profiles] + arguments, in: folder, environment: environment)
        return (await program.exitStatus, program.output)
    }

    /// A configuration with two facilities, the first with a name that needs three lines.
    private func site(page: String) throws -> String {
        let path = folder.path + "/gateway.yaml"
        try """
        gateway: {id: NJ-1}
        \(page)
        facilities:
          - {code: NJ320104T000056, kind: complaint-point, name: 南京市秦淮区夫子庙大成殿旁新街口广场东侧第三投诉点（南门）}
          - {code: NJ320104T000072, kind: complaint-point, name: 西门}
        """.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func made(_ name: String = "out") throws -> String {
        let path = folder.path + "/" + name
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private func files(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    private func read(_ file: String) async throws -> String {
        try await output(of: "zbarimg", ["--raw", "-q", "--nodbus", file])
    }

    private let page = "page: {publicURL: \"https://ma.example.cn/q/{code}\"}"

    @Test func everyKindOfFacilityGetsAnSVGAndAPNGThatAreRead() async throws {
        let out = try made()
        let made = try await run("--config", Shipped.example(in: folder), "--output", out)
        #expect(made.status == 0, "\(made.output)")
        let codes = ["NJ320104C00012D", "NJ320104D00004N", "NJ320104F00002A", "NJ320104M00003E", "NJ320104T000056"]
        #expect(try files(out) == codes.flatMap { ["\($0).png", "\($0).svg"] })
        for code in codes {
            #expect(try await read("\(out)/\(code).png") == "https://ma.example.cn/q/\(code)\n")
        }
    }

    @Test func theSheetHasEveryLabelOnPagesOfA4() async throws {
        let out = try made()
        let sheet = try await run(
            "--config", site(page: page), "--output", out, "--width", "25", "--sheet", "--svg-only")
        #expect(sheet.status == 0, "\(sheet.output)")
        #expect(try files(out) == ["A4-labels.pdf", "NJ320104T000056.svg", "NJ320104T000072.svg"])
        let pdf = try Data(contentsOf: URL(filePath: out + "/A4-labels.pdf"))
        #expect(String(decoding: pdf, as: UTF8.self).contains("/Count 1\n"))
    }

    @Test func oneCodeInAnyFormGivesOneLabel() async throws {
        let out = try made()
        let one = try await run(
            "--config", site(page: page), "--output", out, "--code", "nj320104t000072", "--svg-only")
        #expect(one.status == 0, "\(one.output)")
        #expect(try files(out) == ["NJ320104T000072.svg"])
        let unknown = try await run("--config", site(page: page), "--code", "NJ320104T000099")
        #expect(unknown.status == 64)
        #expect(
            unknown.output
                == "没有编号为“NJ320104T000099”的设施；有：NJ320104T000056, NJ320104T000072\n")
    }

    @Test func withoutAFolderTheTerminalShowsWhatIsRead() async throws {
        let shown = try await run("--config", site(page: page))
        #expect(shown.status == 0)
        #expect(
            shown.output.contains("西门 · NJ320104T000072\nhttps://ma.example.cn/q/NJ320104T000072\n"), "\(shown.output)")
    }

    // MARK: Addresses

    /// E11.
    @Test(arguments: [
        ("journal: {budget: 1GiB}", "1:1", "page 里没有 publicURL"),
        ("page: {listen: \"0.0.0.0:80\"}", "2:7", "page 里没有 publicURL"),
        ("page: {publicURL: \"http://127.0.0.1:8080/q/{code}\"}", "2:19", "让每部手机访问它自己"),
        ("page: {publicURL: \"http://localhost/q/{code}\"}", "2:19", "让每部手机访问它自己"),
        ("page: {publicURL: \"http://[::1]:8080/q/{code}\"}", "2:19", "让每部手机访问它自己"),
        ("page: {publicURL: \"http://0.0.0.0:8080/q/{code}\"}", "2:19", "不是手机到得了的地址"),
        ("page: {publicURL: \"http:///q/{code}\"}", "2:19", "没有主机"),
    ]) func anAddressThatNoPhoneCanOpenIsAnErrorAndNothingIsWritten(page: String, place: String, reason: String)
        async throws
    {
        let (file, out) = (try site(page: page), try made())
        let refused = try await run("--config", file, "--output", out)
        #expect(refused.status == 65)
        #expect(refused.output.hasPrefix("\(file):\(place): ") && refused.output.contains(reason), "\(refused.output)")
        #expect(refused.output.contains("请写手机能打开的地址，如 https://") && !refused.output.contains("write"))
        #expect(try files(out) == [])
        let checked = try await Program.run(["check", "--config", file], in: folder)
        #expect(checked.status == 0, "\(checked.output)")
        #expect(checked.output.contains("\(file):\(place): 提醒："), "\(checked.output)")
    }

    @Test func aLabelForThisMachineSaysThatItIs() async throws {
        let out = try made()
        let tried = try await run("--config", site(page: ""), "--output", out, "--for-this-machine", "--svg-only")
        #expect(tried.status == 0, "\(tried.output)")
        let svg = try String(contentsOfFile: "\(out)/NJ320104T000072.svg", encoding: .utf8)
        #expect(svg.contains("仅供本机试用，不要张贴"))
    }

    @Test func theSitesOwnNetworkIsNoMistake() async throws {
        let file = try site(page: "page: {publicURL: \"http://192.168.1.20:8080/q/{code}\"}")
        #expect(try await run("--config", file).status == 0)
        let checked = try await Program.run(["check", "--config", file], in: folder)
        #expect(checked.status == 0 && !checked.output.contains("publicURL"), "\(checked.output)")
    }

    // MARK: Bounds and failures

    @Test func aWidthWithModulesThatAreTooSmallIsRefusedWithTheLeast() async throws {
        let out = try made()
        let long = "page: {publicURL: \"https://a-very-long-name-of-a-gateway.ma.example.cn/q/{code}\"}"
        let small = try await run("--config", site(page: long), "--output", out, "--width", "20")
        #expect(small.status == 64)
        let least = try #require(small.output.firstMatch(of: /请写至少 (\d+)/)?.output.1)
        #expect(try await run("--config", site(page: long), "--output", out, "--width", String(least)).status == 0)
        #expect(try await run("--config", site(page: page), "--output", out, "--width", "201").status == 64)
        let large = try await run("--config", site(page: page), "--output", out, "--width", "200", "--sheet")
        #expect(large.status == 64 && large.output.contains("比 A4 页还大"), "\(large.output)")
    }

    @Test func aFolderThatCannotTakeFilesIsSaidInPlainWords() async throws {
        let file = try site(page: page)
        let missing = try await run("--config", file, "--output", folder.path + "/nowhere")
        #expect(missing.status == 1)
        #expect(missing.output.contains("nowhere，请先建立：mkdir -p "), "\(missing.output)")
        let isFile = try await run("--config", file, "--output", file)
        #expect(isFile.status == 1 && isFile.output.contains("是文件，请写文件夹"), "\(isFile.output)")
        let taken = try made("taken")
        try FileManager.default.createDirectory(
            atPath: taken + "/NJ320104T000056.svg", withIntermediateDirectories: true)
        let inTheWay = try await run("--config", file, "--output", taken)
        #expect(
            inTheWay.status == 1 && inTheWay.output.contains("是文件夹，而这里要写文件"), "\(inTheWay.output)")
        #expect(try files(taken) == ["NJ320104T000056.svg"])
    }

    @Test func writingAgainReplacesTheFiles() async throws {
        let out = try made()
        try "old".write(toFile: out + "/NJ320104T000072.svg", atomically: true, encoding: .utf8)
        #expect(try await run("--config", site(page: page), "--output", out, "--svg-only").status == 0)
        #expect(try String(contentsOfFile: out + "/NJ320104T000072.svg", encoding: .utf8).hasPrefix("<svg "))
    }

    /// With a configuration of fontconfig that names no folder, no font is found.
    @Test func withoutAFontForTheNameNoPNGIsWritten() async throws {
        let (out, fonts) = (try made(), folder.path + "/fonts.conf")
        try "<?xml version=\"1.0\"?><fontconfig></fontconfig>".write(toFile: fonts, atomically: true, encoding: .utf8)
        let made = try await run(
            "--config", site(page: page), "--output", out, "--code", "NJ320104T000072",
            environment: ["FONTCONFIG_FILE": fonts])
        #expect(made.status == 69)
        #expect(made.output.contains("没有字体含“"), "\(made.output)")
        #expect(made.output.contains("apt install fonts-noto-cjk"))
        #expect(try files(out) == ["NJ320104T000072.svg"])
    }

    /// A library of that name without its functions stands before the real one.
    @Test func withoutLibrsvgTheSVGFilesAreWrittenAndWhatToInstallIsSaid() async throws {
        let (out, libraries) = (try made(), try made("libraries"))
        try "".write(toFile: folder.path + "/empty.c", atomically: true, encoding: .utf8)
        let compiled = try await result(
            of: "clang", ["-shared", "-o", libraries + "/librsvg-2.so.2", folder.path + "/empty.c"])
        try #require(compiled.status == 0, "\(compiled.output)")
        let made = try await run(
            "--config", site(page: page), "--output", out, "--sheet", environment: ["LD_LIBRARY_PATH": libraries])
        #expect(made.status == 69)
        #expect(made.output.contains("只写了 SVG 文件：没有安装 librsvg；请安装：apt install"))
        #expect(try files(out) == ["NJ320104T000056.svg", "NJ320104T000072.svg"])
    }
}
