import ArgumentParser
import Facilities
import Gateway
import Glibc
import SiteConfiguration

struct CodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Makes codes of facilities, and finds mistyped ones.",
        discussion: """
            mashang code new --kind fume-purifier --prefix NJ320104
            mashang code check NJ320104F00002A
            """,
        subcommands: [New.self, Check.self]
    )

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints new codes, a line each.",
            discussion: """
                mashang code new --kind fume-purifier --prefix NJ320104 --count 30 --config gateway.yaml

                A code is the prefix, a letter for the kind (C, F, M, D, T), six random characters, and the check character of \
                ISO 7064 MOD 37,36. What it adds to the prefix has none of 0, O, 1, I and L, which are taken for one another.
                """
        )

        @Option(help: ArgumentHelp("What the code is for: \(kinds).", valueName: "kind"), transform: Self.kind)
        var kind: Facility.Kind

        @Option(help: "What the codes begin with, such as NJ and the number of the district: NJ320104.")
        var prefix = "NJ"

        @Option(help: "How many.")
        var count = 1

        @Option(name: .shortAndLong, help: "A configuration file whose codes are not given again.")
        var config: String?

        @Option(help: ArgumentHelp("A folder with device profiles that the configuration names.", valueName: "folder"))
        var profiles: [String] = []

        private static let kinds = Facility.Kind.allCases.map(\.rawValue).joined(separator: ", ")

        private static func kind(_ text: String) throws -> Facility.Kind {
            guard let kind = Facility.Kind(rawValue: text) else { throw ValidationError("write one of \(kinds)") }
            return kind
        }

        func validate() throws {
            guard 1...1000 ~= count else { throw ValidationError("--count: write 1 to 1000") }
        }

        func run() throws {
            let prefix = TypedCode(prefix).text
            guard let codes = NewCodes(prefix: prefix, kind: kind) else {
                throw ValidationError("--prefix: write up to \(NewCodes.longestPrefix) characters of 0-9, A-Z and -")
            }
            var generator = SystemRandomNumberGenerator()
            let made = codes.make(count, besides: try used(), using: &generator)
            for code in made { say("\(code)") }
            guard made.count == count else {
                complain("only \(made.count) codes could be made; choose another --prefix")
                throw ExitCode(1)
            }
        }

        private func used() throws -> Set<Facility.Code> {
            guard let config else { return [] }
            do {
                let configuration = try Configuration.read(file: config, folders: profiles, files: .disk)
                return Set(configuration.facilities.map(\.facility.code))
            } catch {
                throw error.exit()
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether the check characters of codes are right.",
            discussion: """
                mashang code check NJ320104F00002A nj320104c00012k

                Lower case, full width and spaces are read as they are meant. It ends with 65 if a code is mistyped.
                """
        )

        @Argument(help: "The codes.")
        var codes: [String]

        func run() throws {
            let answers = codes.map(CodeAnswer.init)
            for answer in answers { answer.isRight ? say(answer.text) : complain(answer.text) }
            guard answers.allSatisfy(\.isRight) else { throw ExitCode(EX_DATAERR) }
        }
    }
}

/// What is said of a code that somebody typed.
struct CodeAnswer {
    let isRight: Bool
    let text: String

    init(_ typed: String) {
        let code = TypedCode(typed)
        switch code.verdict {
        case .right(let code):
            (isRight, text) = (true, "\(code): 正确 right")
        case .mistyped(let mistyped):
            (isRight, text) = (false, "\(code.text): \(mistyped.text.zh)\n  \(mistyped.text.en)")
        case .noCode:
            isRight = false
            text = """
                \(typed): 不是编号：编号为4至32个数字、字母和“-”
                  not a code: a code is 4 to 32 characters of 0-9, A-Z and -
                """
        }
    }
}
