import ArgumentParser
import Facilities
import Gateway
import Glibc
import SiteConfiguration

/// Gives one line of JSON to the gateway of a journal; if there is none, that is said and ends the command.
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

/// Says everything that is wrong with what was asked.
func complain(of reply: Reply) {
    for problem in reply.problems { complain(problem.text) }
}

extension Reply {
    /// Ends the command where nothing was kept, after saying why.
    func endUnlessKept() throws {
        guard answer != .kept else { return }
        complain(of: self)
        throw exitCode
    }

    /// 1 where it is a matter of now, else 65.
    var exitCode: ExitCode { ExitCode(isNotNow ? 1 : EX_DATAERR) }
}
