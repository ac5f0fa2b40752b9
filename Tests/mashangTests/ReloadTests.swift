import Foundation
import Simulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ReloadTests {
    @Test func aWrongConfigurationLeavesTheOldOneInForceAndARightOneTakesItsPlace() async throws {
        let site = try Site()
        let good = try String(contentsOfFile: site.file, encoding: .utf8)
        let gateway = try site.start()
        try await site.waitForStatus { $0.contains("NJ320104D000050") }
        try good.replacing("kind: complaint-point", with: "kind: complaint").write(
            toFile: site.file, atomically: true, encoding: .utf8)
        gateway.send(SIGHUP)
        // The command reads the file, too, and finds the gateway all the same.
        try await site.waitForStatus { $0.contains("新的配置有误") }
        let shown = try await site.run("status")
        #expect(shown.output.contains("gateway.yaml:11:35: ") && shown.output.contains("NJ320104T000056"), "\(shown)")
        #expect(shown.status == 0)
        // Beside the site's language everywhere, the log is in English.
        #expect(shown.output.contains("“complaint”不对") && !shown.output.contains("is not one of"), "\(shown)")
        #expect(gateway.output.contains("gateway.yaml:11:35: 'complaint' is not one of"), "\(gateway.output)")
        let better = good.replacing("name: 静默", with: "name: 新名")
        try better.write(toFile: site.file, atomically: true, encoding: .utf8)
        gateway.send(SIGHUP)
        try await site.waitForStatus { $0.contains("新名") && !$0.contains("新的配置有误") }
        #expect(await gateway.end(SIGTERM) == 0)
    }

    /// What is right as a file and shows only on the machine: a page's port that somebody has, a journal in no folder, and one
    /// where nobody may write.
    @Test(arguments: ["page", "folder", "rights"])
    func aConfigurationThatCannotBeStartedLeavesTheOldOneInForce(_ what: String) async throws {
        let site = try Site()
        let good = try String(contentsOfFile: site.file, encoding: .utf8)
        let journal = "\(site.folder.path)/journal.sqlite"
        let taken = "127.0.0.1:\(site.server.port)"
        let (old, new, reason, logged) =
            switch what {
            case "page": ("127.0.0.1:0", taken, "\(taken)：端口已被另一个程序占用", "\(taken): another program uses this port")
            case "folder": (journal, "/none/journal.sqlite", "没有文件夹 /none", "the folder /none is not there")
            default:
                (
                    journal, "/proc/journal.sqlite", "打不开锁文件 /proc/journal.sqlite.lock",
                    "the lock file /proc/journal.sqlite.lock cannot be opened"
                )
            }
        let gateway = try site.start()
        try await site.waitForStatus { $0.contains("NJ320104D000050") }
        // Where the journal is to be elsewhere, so is the socket that the command looks for.
        let other = site.folder.path + "/other.yaml"
        try good.write(toFile: other, atomically: true, encoding: .utf8)
        try good.replacing(old, with: new).replacing("name: 静默", with: "name: 新名").write(
            toFile: site.file, atomically: true, encoding: .utf8)
        gateway.send(SIGHUP)
        try await site.waitForStatus(other) { $0.contains("新的配置有误") }
        let shown = try await site.run("status", file: other).output
        #expect(shown.contains(reason) && shown.contains("静默"), "\(shown)")
        #expect(!shown.contains(logged), "\(shown)")
        #expect(gateway.output.contains(logged) && !gateway.output.contains(reason), "\(gateway.output)")
        // Names of files and ports are not for everybody who scans a code.
        let page = try await gateway.page()
        #expect(page.contains("静默") && !page.contains(reason) && !page.contains("新的配置有误"), "\(page)")
        // It measures on.
        try await site.waitForStatus(other) { $0.contains("plc/1  在线") }
        try good.replacing("name: 静默", with: "name: 新名").write(toFile: site.file, atomically: true, encoding: .utf8)
        gateway.send(SIGHUP)
        try await site.waitForStatus { $0.contains("新名") && !$0.contains("新的配置有误") }
        #expect(await gateway.end(SIGTERM) == 0)
    }

    @Test func whoAsksWhileItReloadsAndEndsDoesNoHarm() async throws {
        let site = try Site()
        let gateway = try site.start()
        try await site.waitForStatus { $0.contains("NJ320104D000050") }
        let socket = site.folder.path + "/control.sock"
        let ask = "while :; do socat -T1 - UNIX-CONNECT:\(socket) </dev/null >/dev/null 2>&1; done"
        let asking = try (1...2).map { _ in
            let process = Process()
            (process.executableURL, process.arguments) = (URL(filePath: "/bin/sh"), ["-c", ask])
            try process.run()
            return process
        }
        defer { for process in asking { process.terminate() } }
        for round in 1...10 {
            gateway.send(SIGHUP)
            while gateway.output.matches(of: /Page served/).count <= round {
                try #require(kill(gateway.processID, 0) == 0 && !gateway.output.contains("Fatal error"))
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output.prefix(2000))")
    }

    @Test func whileItReloadsItStaysOnline() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let gateway = try site.start()
        #expect(await witness.wait { name($0) == "静默" })
        try site.change("name: 静默", to: "name: 新名")
        gateway.send(SIGHUP)
        #expect(await witness.wait { name($0) == "新名" })
        #expect(states(witness.messages).allSatisfy { $0 == "online" })
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        #expect(await witness.wait { states($0).last == "offline" })
        #expect(await witness.wait { Witness.missing($0).isEmpty })
    }

    @Test(arguments: ["prefix", "id", "none"])
    func whereItPublishesNoMoreItSaysThatItIsOffline(_ what: String) async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let gateway = try site.start()
        #expect(await witness.wait { states($0).last == "online" })
        switch what {
        case "prefix": try site.change("\(site.broker.port)\"", to: "\(site.broker.port)\", topicPrefix: other/1")
        case "id": try site.change("NJ-TEST-0001", to: "NJ-TEST-0002")
        default:
            let mqtt = "{url: \"mqtt://127.0.0.1:\(site.broker.port)\"}"
            try site.change("uplinks: [{name: broker, mqtt: \(mqtt), \(publishesEverything)}]\n", to: "")
        }
        gateway.send(SIGHUP)
        #expect(await witness.wait { states($0).last == "offline" }, "\(gateway.output)")
        let place = ["prefix": "other/1/NJ-TEST-0001", "id": "mashang/2/NJ-TEST-0002"][what]
        if let place { #expect(await witness.wait { states($0, at: place).last == "online" }) }
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func itReloadsWhileTheBrokerIsAwayAndIsOnlineWhenItComes() async throws {
        let site = try Site()
        let witness = try Witness(of: site.broker)
        defer { witness.stop() }
        let gateway = try site.start()
        try await site.waitForStatus { $0.contains("静默") }
        try site.change("name: 静默", to: "name: 新名")
        gateway.send(SIGHUP)
        try await site.waitForStatus { $0.contains("新名") }
        try await site.broker.start(for: witness)
        #expect(await witness.wait { name($0) == "新名" && states($0) == ["online"] })
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func aSecondGatewayLeavesTheFirstItsSocket() async throws {
        let site = try Site()
        let first = try site.start()
        try await site.waitForStatus { $0.contains("静默") }
        let second = try site.start()
        while kill(second.processID, 0) == 0, !second.output.contains("Page served") {
            try await Task.sleep(for: .milliseconds(20))
        }
        await second.end(SIGTERM)
        let status = try await site.run("status")
        #expect(status.status == 0 && status.output.contains("静默"), "\(status.output) \(second.output)")
        #expect(await first.end(SIGTERM) == 0, "\(first.output)")
        #expect(!FileManager.default.fileExists(atPath: site.folder.path + "/control.sock"))
    }

    @Test func withoutFacilitiesItRunsAndSaysWhatToConfigure() async throws {
        let site = try Site()
        try """
        gateway: {id: NJ-TEST-0001}
        uplinks: [{name: broker, mqtt: {url: "mqtt://127.0.0.1:\(site.broker.port)"}, \(publishesEverything)}]
        journal: {path: \(site.folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:0"}

        """.write(toFile: site.file, atomically: true, encoding: .utf8)
        let gateway = try site.start()
        try await site.waitForStatus { $0.contains("尚未配置任何设施") }
        #expect(try await gateway.page().contains("尚未配置任何设施"))
        #expect(await gateway.end(SIGTERM) == 0)
    }
}

/// What the gateway has said of itself so far.
private func states(_ messages: [Witness.Message], at place: String = "mashang/2/NJ-TEST-0001") -> [String] {
    messages.filter { $0.topic == "\(place)/state" }.compactMap { $0.json["state"] as? String }
}

/// Of the second facility, by its newest status.
private func name(_ messages: [Witness.Message]) -> String? {
    messages.last { $0.topic.hasSuffix("/NJ320104D000050/status") }?.json["name"] as? String
}

extension Site {
    /// Changes the configuration's file.
    fileprivate func change(_ text: String, to other: String) throws {
        let configuration = try String(contentsOfFile: file, encoding: .utf8)
        try configuration.replacing(text, with: other).write(toFile: file, atomically: true, encoding: .utf8)
    }

    fileprivate func waitForStatus(_ file: String? = nil, until isAsWanted: (String) -> Bool) async throws {
        while !isAsWanted(try await run("status", file: file).output) { try await Task.sleep(for: .milliseconds(50)) }
    }
}
