import ArgumentParser
import Facilities
import Gateway
import Glibc
import SiteConfiguration
import StrictYAML

/// Sends one line of JSON to the gateway of a journal. If no gateway answers, prints that and ends the command.
///
/// - Parameter mistakes: those of the configuration that names the journal, which may then be another one; nil for none.
func send<Answer: Decodable & Sendable>(
    _ command: [UInt8], to journal: Configuration.JournalSettings, despite mistakes: SourceErrors? = nil
) async throws -> Answer {
    do {
        return try await ControlClient(journal).send(command)
    } catch {
        guard let mistakes else {
            complain(error.text)
            throw ExitCode(EX_UNAVAILABLE)
        }
        let ending = mistakes.exit()
        complain(error.isNobodyThere ? unknownPlace : error.text)
        throw ending
    }
}

private let unknownPlace = Text(
    zh: "配置有误，网关可能在别处：看不出它是否在运行；改好配置再试",
    en:
        "the configuration has mistakes, so the gateway may be elsewhere: whether it runs cannot be seen; correct the file and try again"
)

/// Prints everything that is wrong with a request.
func complain(of reply: Reply) {
    for problem in reply.problems { complain(problem.text) }
}

extension Reply {
    /// If nothing was stored, prints the reasons and ends the command.
    func endUnlessKept() throws {
        guard answer != .kept else { return }
        complain(of: self)
        throw exitCode
    }

    /// The exit code: 1 if the same request may succeed later, else 65.
    var exitCode: ExitCode { ExitCode(isNotNow ? 1 : EX_DATAERR) }
}
