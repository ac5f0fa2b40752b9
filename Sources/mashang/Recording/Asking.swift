import ArgumentParser
import Facilities
import Gateway
import Glibc
import SiteConfiguration

/// Sends one line of JSON to the gateway of a journal. If no gateway answers, prints that and ends the command.
func send<Answer: Decodable & Sendable>(
    _ command: [UInt8], to journal: Configuration.JournalSettings, orEnd status: ExitCode = ExitCode(EX_UNAVAILABLE)
) async throws -> Answer {
    do {
        return try await ControlClient(journal).send(command)
    } catch {
        complain(error.text)
        throw status
    }
}

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
