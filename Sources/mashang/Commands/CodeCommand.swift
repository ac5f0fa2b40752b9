import ArgumentParser
import Facilities
import Gateway
import Glibc
import SiteConfiguration

struct CodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "code",
        Text(
            zh: "生成设施编号，检查编号是否抄错。",
            en: "Makes codes of facilities, and finds mistyped ones."),
        Text(
            zh: """
                mashang code new --kind fume-purifier --prefix NJ320104
                mashang code check NJ320104F00002A
                """,
            en: """
                mashang code new --kind fume-purifier --prefix NJ320104
                mashang code check NJ320104F00002A
                """),
        subcommands: [New.self, Check.self]
    )

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            "new",
            Text(
                zh: "生成新编号，每行一个。",
                en: "Prints new codes, a line each."),
            Text(
                zh: """
                    mashang code new --kind fume-purifier --prefix NJ320104 --count 30 --config gateway.yaml

                    编号由前缀、表示种类的字母（C、F、M、D、T）、六个随机字符和 ISO 7064 MOD 37,36 校验字符组成。前缀之后不用容易混淆的 0、O、1、I 和 L。
                    """,
                en: """
                    mashang code new --kind fume-purifier --prefix NJ320104 --count 30 --config gateway.yaml

                    A code is the prefix, a letter for the kind (C, F, M, D, T), six random characters, and the check character of \
                    ISO 7064 MOD 37,36. What it adds to the prefix has none of 0, O, 1, I and L, which are taken for one another.
                    """)
        )

        @Option(help: help("设施的种类：\(kinds)。", "The kind of facility: \(kinds).", "kind"), transform: Self.kind)
        var kind: Facility.Kind

        @Option(
            help: help(
                "编号的开头，如 NJ 加区划代码：NJ320104。",
                "The beginning of the codes, such as NJ and the number of the district: NJ320104."))
        var prefix = "NJ"

        @Option(help: help("个数，1 到 1000。", "How many, 1 to 1000."))
        var count = 1

        @Option(
            name: .shortAndLong,
            help: help("配置文件，其中已有的编号不再生成。", "A configuration file whose codes are not given again.", "file"))
        var config: String?

        @Option(help: help("配置中用到的设备档案文件夹。", "A folder with device profiles that the configuration names.", "folder"))
        var profiles: [String] = []

        private static let kinds = Facility.Kind.allCases.map(\.rawValue).joined(separator: ", ")

        private static func kind(_ text: String) throws -> Facility.Kind {
            guard let kind = Facility.Kind(rawValue: text) else {
                throw ValidationError(Text(zh: "请写其中之一：\(kinds)", en: "write one of \(kinds)"))
            }
            return kind
        }

        func validate() throws {
            guard 1...1000 ~= count else {
                throw ValidationError(Text(zh: "--count：请写 1 到 1000", en: "--count: write 1 to 1000"))
            }
        }

        func run() throws {
            let prefix = TypedCode(prefix).text
            guard let codes = NewCodes(prefix: prefix, kind: kind) else {
                let most = NewCodes.longestPrefix
                throw ValidationError(
                    Text(
                        zh: "--prefix：最多 \(most) 个字符，用 0-9、A-Z 和 -",
                        en: "--prefix: write up to \(most) characters of 0-9, A-Z and -"))
            }
            var generator = SystemRandomNumberGenerator()
            let made = codes.make(count, besides: try used(), using: &generator)
            for code in made { say("\(code)") }
            guard made.count == count else {
                complain(
                    Text(
                        zh: "只能生成 \(made.count) 个编号，请换一个 --prefix",
                        en: "only \(made.count) codes could be made; choose another --prefix"))
                throw ExitCode(1)
            }
        }

        private func used() throws -> Set<Facility.Code> {
            guard let config else { return [] }
            let draft = ConfigurationDraft.onDisk(config, folders: profiles)
            do {
                return Set(try draft.checked().facilities.map(\.facility.code))
            } catch {
                throw error.exit()
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            "check",
            Text(
                zh: "检查编号的校验字符是否正确。",
                en: "Tells whether the check characters of codes are right."),
            Text(
                zh: """
                    mashang code check NJ320104F00002A nj320104c00012k

                    小写、全角和空格都能识别。有编号抄错时退出码为 65。
                    """,
                en: """
                    mashang code check NJ320104F00002A nj320104c00012k

                    Lower case, full width and spaces are understood. It ends with 65 if a code is mistyped.
                    """)
        )

        @Argument(help: help("要检查的编号。", "The codes."))
        var codes: [String]

        func run() throws {
            let answers = codes.map(CodeAnswer.init)
            for answer in answers { answer.isRight ? say(answer.text) : complain(answer.text) }
            guard answers.allSatisfy(\.isRight) else { throw ExitCode(EX_DATAERR) }
        }
    }
}

/// The answer to a code that somebody typed.
struct CodeAnswer {
    let isRight: Bool
    let text: Text

    init(_ typed: String) {
        let code = TypedCode(typed)
        switch code.verdict {
        case .right(let code):
            (isRight, text) = (true, Text(zh: "\(code)：正确", en: "\(code): right"))
        case .mistyped(let mistyped):
            let (zh, en) = (mistyped.text.zh, mistyped.text.en)
            (isRight, text) = (false, Text(zh: "\(code.text)：\(zh)", en: "\(code.text): \(en)"))
        case .noCode:
            isRight = false
            text = Text(
                zh: "\(typed)：不是编号；编号为4至32个数字、字母和“-”",
                en: "\(typed): not a code: a code is 4 to 32 characters of 0-9, A-Z and -")
        }
    }
}
