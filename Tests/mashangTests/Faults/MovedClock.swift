import Foundation
import TestSupport

/// The wall clock of a program that runs with `FaultLibrary.movedClock`. Each program that has its environment sees it.
struct MovedClock {
    private let file: String

    /// - Parameter folder: gets a file that says by how much the clock is moved.
    init(in folder: String) throws {
        file = folder + "/moved"
        try move(by: .zero)
    }

    /// Steps the clock: it is ahead of the right time by `distance` from now on, or behind where that is negative.
    func move(by distance: Duration) throws {
        let seconds = "\(distance / .seconds(1))\n"
        try Data(seconds.utf8).write(to: URL(filePath: file), options: .atomic)
    }

    /// Steps the clock to a moment, from where it runs on.
    ///
    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    func move(to seconds: Double) throws {
        try move(by: .seconds(seconds - Date.now.timeIntervalSince1970))
    }

    func environment() async throws -> [String: String] {
        ["LD_PRELOAD": try await FaultLibrary.movedClock.compiled(), "MOVED_CLOCK_FILE": file]
    }
}
