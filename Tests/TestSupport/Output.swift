import Foundation

/// Runs a program and returns what it printed.
public func output(of program: String, _ arguments: [String]) async throws -> String {
    try await result(of: program, arguments).output
}

/// Runs a program to its end. One that hangs is ended: the status is then 124 or 137, as of coreutils' `timeout`, and the test fails
/// with what was printed until then, where it would hold up the whole run for ever.
///
/// - Parameters:
///   - input: what it reads as its standard input before it prints much.
///   - seconds: how long it may take.
public func result(
    of program: String, _ arguments: [String], input: String = "", within seconds: Int = 280
) async throws -> (status: CInt, output: String) {
    try await onThread {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["timeout", "--kill-after=5", "\(seconds)", program] + arguments
        let (source, printed) = (Pipe(), Pipe())
        process.standardInput = source
        process.standardOutput = printed
        process.standardError = printed
        try process.run()
        source.fileHandleForWriting.write(Data(input.utf8))
        try source.fileHandleForWriting.close()
        let data = printed.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

/// Runs what blocks on a thread of its own.
///
/// Tasks have as many threads as there are processors: one that waits in a system call is missing to all tests, and those
/// of what happens within a second fail.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}
