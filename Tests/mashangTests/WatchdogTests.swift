import Foundation
import TestSupport
import Testing

/// The program as systemd would run it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct WatchdogTests {
    private let site: Site
    private let socket: NotifySocket

    init() throws {
        site = try Site()
        socket = try NotifySocket(site.folder.path + "/notify")
    }

    private func start(watchdog: Duration, _ environment: [String: String] = [:]) throws -> Program {
        let own = [
            "NOTIFY_SOCKET": site.folder.path + "/notify", "WATCHDOG_USEC": "\(Int(watchdog / .microseconds(1)))",
        ]
        return try site.start(environment: own.merging(environment) { _, more in more })
    }

    private func isAlive(within time: Duration) async -> Bool {
        await socket.next(within: time) { $0.contains("WATCHDOG=1") } != nil
    }

    /// pwrite64: a commit to a disk that does not answer. ppoll: a bus whose driver does not.
    @Test(arguments: ["pwrite64", "ppoll"])
    func whileACallHangsItSaysNothingAndAfterwardsItDoesAgain(_ call: String) async throws {
        let library = site.folder.path + "/hang.so"
        let source = Program.repository + "/Tests/mashangTests/Peers/hang.c"
        #expect(
            try await output(of: "clang", [source, "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, "-ldl"]) == ""
        )
        let gateway = try start(
            watchdog: .seconds(2), ["LD_PRELOAD": library, "HANG_FOLDER": site.folder.path]
        )
        #expect(await socket.next(within: .seconds(30)) { $0.contains("READY=1") } != nil)
        #expect(await isAlive(within: .seconds(10)))
        let cause = site.folder.path + "/" + call
        try Data().write(to: URL(filePath: cause))
        let end = ContinuousClock.now + .seconds(60)
        // Its messages continue, so that the heart beats and knows why it is silent.
        while await isAlive(within: .seconds(4)) { try #require(.now < end, "it says that it works all the same") }
        #expect(await socket.next(within: .seconds(10)) { $0.hasPrefix("STATUS=") } != nil)
        try FileManager.default.removeItem(atPath: cause)
        #expect(await isAlive(within: .seconds(30)))
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    /// Another start would find it locked, too, and would lose what waits in memory.
    @Test func aJournalThatSomebodyKeepsLockedIsWaitedForAndNothingIsLost() async throws {
        let witness = try Witness(of: site.broker)
        defer { witness.stop() }
        try await site.broker.start(for: witness)
        let watchdog = Duration.seconds(30)
        let gateway = try start(watchdog: watchdog)
        #expect(await witness.wait { !times($0).isEmpty })
        let somebody = try JournalLock(on: site.folder.path + "/journal.sqlite")
        let locked = ContinuousClock.now
        #expect(await socket.next(within: .seconds(60)) { $0.contains("the journal cannot be written") } != nil)
        // What must be kept at once waits as well, and holds up no bus.
        let complaint = ["--by", "王", "--id", "w1", "complaint", "id=1", "category=odour", "text=异味"]
        let entered = try await site.run(["record", "--code", "NJ320104T000056"] + complaint)
        #expect(entered.status == 1, "\(entered)")
        #expect(entered.output.contains("用同一编号（id）再次提交"), "\(entered.output)")
        while ContinuousClock.now < locked + watchdog + .seconds(5) { #expect(await isAlive(within: watchdog)) }
        somebody.release()
        let wait = ContinuousClock.now - locked
        let before = times(witness.messages).count
        #expect(await witness.wait { times($0).count > before + Int(wait / .seconds(1)) / 2 })
        #expect(await witness.wait { Witness.missing($0).isEmpty })
        let complaints = witness.messages.filter { $0.text.contains("\"kind\":\"complaint\"") }
        #expect(complaints.count == 1, "it was taken in, and is kept once")
        // Sent again, it has the sequence under which it was kept.
        for arguments in [["record", "--code", "NJ320104T000056"] + complaint, ["record", "--ask", "w1"]] {
            let again = try await site.run(arguments)
            #expect(again.status == 0 && again.output.contains("台账序号"), "\(again)")
        }
        let sorted = times(witness.messages).sorted()
        let gap = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.max() ?? 0
        #expect(gap < 4000, "once a second, all the time")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }
}

/// Of the samples of the first facility, in milliseconds.
private func times(_ messages: [Witness.Message]) -> [Int] {
    messages.filter { $0.hasSamples(of: Site.code) }.flatMap { $0.json["time"] as? [Int] ?? [] }
}
