import Foundation
import MQTT
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10))) struct EpochTests {
    private func journal(_ site: Site) -> String { site.folder.path + "/journal.sqlite" }

    private func removeJournal(_ site: Site) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: journal(site) + suffix) }
    }

    private func states(_ messages: [Witness.Message]) -> [[String: Any]] {
        messages.filter { $0.topic.hasSuffix("NJ-TEST-0001/state") }.map(\.json)
    }

    /// Runs the gateway until so many more samples have come, and ends it.
    private func run(_ site: Site, _ witness: Witness, samples: Int, end signal: CInt = SIGTERM) async throws -> Program
    {
        let gateway = try site.start()
        let goal = Centre(witness.messages).samples.count + samples
        #expect(await witness.wait { Centre($0).samples.count >= goal }, "\(gateway.output)")
        await gateway.end(signal)
        return gateway
    }

    private func beginSite(
        _ settings: String = "allow_anonymous true", mqtt: String = ""
    ) async throws -> (site: Site, witness: Witness) {
        try await Site.watched(broker: GatedBroker(settings), mqtt: mqtt)
    }

    /// B5.
    @Test func nothingIsDroppedOfAFreshCardUnderAKnownID() async throws {
        let (site, witness) = try await beginSite()
        defer { witness.stop() }
        _ = try await run(site, witness, samples: 4)
        let before = Centre(witness.messages)
        removeJournal(site)
        let gateway = try await run(site, witness, samples: 5)
        let centre = Centre(witness.messages)
        #expect(centre.dropped == [] && centre.epochs.count == 2)
        #expect(centre.samples.count >= before.samples.count + 5)
        // Without the epoch they would be taken for what the centre has.
        let (old, new) = (before.samples.keys.map(\.sequence), centre.samples.keys.filter { before.samples[$0] == nil })
        #expect(!Set(old).isDisjoint(with: new.map(\.sequence)))
        #expect(gateway.output.contains("A new epoch of sequences begins"))
        // A fresh epoch is no other journal's: nothing more has to begin.
        #expect(!gateway.output.contains("is not from this journal"), "\(gateway.output)")
    }

    @Test func theEpochIsTheSameAfterAKillAndOverAReload() async throws {
        let (site, witness) = try await beginSite()
        defer { witness.stop() }
        _ = try await run(site, witness, samples: 3, end: SIGKILL)
        let gateway = try site.start()
        let first = Centre(witness.messages).samples.count
        #expect(await witness.wait { Centre($0).samples.count >= first + 3 })
        let good = try String(contentsOfFile: site.file, encoding: .utf8)
        try good.replacing("name: 静默", with: "name: 新名").write(toFile: site.file, atomically: true, encoding: .utf8)
        gateway.send(SIGHUP)
        #expect(
            await witness.wait {
                $0.last { $0.topic.hasSuffix("NJ320104D000050/status") }?.text.contains("新名") ?? false
            })
        let second = Centre(witness.messages).samples.count
        #expect(await witness.wait { Centre($0).samples.count >= second + 3 })
        #expect(await gateway.end(SIGTERM) == 0)
        let centre = Centre(witness.messages)
        #expect(centre.epochs.count == 1 && centre.dropped == [])
        // Whatever it is that names a sequence, it names the epoch.
        let named = witness.messages.filter { $0.json["sequence"] != nil }
        #expect(Set(named.map { $0.json["epoch"] as? String }) == [centre.epochs.first])
        #expect(!gateway.output.contains("is not from this journal"), "\(gateway.output)")
    }

    /// The gateway measures for a while before it can reach the broker: what it gives then has sequences that the broker knows.
    @Test func nothingIsDroppedWhenAnOlderFileWasCopiedIntoTheJournalsPlace() async throws {
        let (site, witness) = try await beginSite()
        defer { witness.stop() }
        _ = try await run(site, witness, samples: 3)
        let old = site.folder.path + "/old.sqlite"
        try FileManager.default.copyItem(atPath: journal(site), toPath: old)
        _ = try await run(site, witness, samples: 8)
        let before = Centre(witness.messages)
        removeJournal(site)
        try FileManager.default.copyItem(atPath: old, toPath: journal(site))
        site.broker.shut()
        let gateway = try site.start()
        while try await site.run("status").status != 0 { try await Task.sleep(for: .milliseconds(100)) }
        let copied = try await exported(site).count
        while try await exported(site).count < copied + 3 { try await Task.sleep(for: .milliseconds(200)) }
        try await site.broker.open()
        #expect(await witness.wait { Centre($0).samples.count >= before.samples.count + 8 }, "\(gateway.output)")
        let status = try await site.run("status", "--verbose").output
        #expect(status.contains("编号批次") && status.contains("平台上保存的本网关状态"), "\(status)")
        #expect(await gateway.end(SIGTERM) == 0)
        let centre = Centre(witness.messages)
        #expect(centre.dropped == [] && centre.epochs.count == 2)
        let rows = try await exported(site)
        // The newest may have come behind the end of the connection.
        let last = centre.samples.keys.map(\.sequence).max() ?? 0
        for (key, time) in rows where key.sequence <= last {
            #expect(centre.samples[key] == time, "\(key): \(gateway.output)")
        }
        #expect(gateway.output.contains("The broker has a state of this gateway that is not from this journal"))
        #expect(try await site.run("ledger", "verify").status == 0)
        let ledger = try await site.run("export", "ledger").output
        #expect(ledger.contains(",loss,restored,") && ledger.contains(",epoch,ahead,"), "\(ledger)")
        // The next start finds the state of its own journal.
        let again = try await run(site, witness, samples: 3)
        #expect(!again.output.contains("is not from this journal"), "\(again.output)")
        #expect(Centre(witness.messages).epochs.count == 2 && Centre(witness.messages).dropped == [])
    }

    /// The journal is locked when the broker says that it is another one, and the process is killed before it can enter that.
    @Test func whatTheBrokerHasStaysUntilTheEpochIsKept() async throws {
        let (site, witness) = try await beginSite()
        defer { witness.stop() }
        _ = try await run(site, witness, samples: 3)
        let old = site.folder.path + "/old.sqlite"
        try FileManager.default.copyItem(atPath: journal(site), toPath: old)
        _ = try await run(site, witness, samples: 8)
        removeJournal(site)
        try FileManager.default.copyItem(atPath: old, toPath: journal(site))
        site.broker.shut()
        let killed = try site.start()
        while try await site.run("status").status != 0 { try await Task.sleep(for: .milliseconds(100)) }
        let copied = try await exported(site).count
        while try await exported(site).count < copied + 3 { try await Task.sleep(for: .milliseconds(200)) }
        let lock = try JournalLock(on: journal(site))
        let count = states(witness.messages).count
        try await site.broker.open()
        // A broker is reached without a disk: the state says why nothing is kept.
        #expect(
            await witness.wait {
                states($0).dropFirst(count).contains { ($0["journal"] as? [String: Any])?["writing"] as? Bool == false }
            }, "\(killed.output)")
        await killed.end(SIGKILL)
        lock.release()
        let later = try await run(site, witness, samples: 8)
        let centre = Centre(witness.messages)
        #expect(centre.dropped == [] && centre.epochs.count == 2, "\(killed.output)\n\(later.output)")
        #expect(later.output.contains("is not from this journal"), "\(later.output)")
        // What the killed run has kept and could not send is there, too.
        let rows = try await exported(site)
        let last = centre.samples.keys.map(\.sequence).max() ?? 0
        for (key, time) in rows where key.sequence <= last { #expect(centre.samples[key] == time, "\(key)") }
    }

    /// The time of each sample of the station that the journal has.
    private func exported(_ site: Site) async throws -> [Centre.Key: Int] {
        let output = try await site.run("export", "readings", "--code", Site.code, "--format", "json").output
        let rows = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]] ?? []
        return try rows.reduce(into: [:]) { times, row in
            let (epoch, time) = (row["epoch"] as? String ?? "", row["time"] as? String ?? "")
            let key = Centre.Key(epoch: epoch, sequence: row["sequence"] as? Int ?? 0)
            let strategy = Date.ISO8601FormatStyle(includingFractionalSeconds: time.contains("."))
            times[key] = Int((try strategy.parse(time).timeIntervalSince1970 * 1000).rounded())
        }
    }

    private func publish(_ payload: [UInt8], _ witness: Witness) throws {
        try witness.publish(MQTTMessage(topic: "mashang/2/NJ-TEST-0001/state", payload: payload, retain: true))
    }

    @Test func hostileContentOfOurStatesTopicStopsNothing() async throws {
        let (site, witness) = try await beginSite()
        defer { witness.stop() }
        _ = try await run(site, witness, samples: 2)
        let epoch = try #require(Centre(witness.messages).epochs.first)
        func state(_ members: String) -> [UInt8] { Array(#"{"gateway":"NJ-TEST-0001",\#(members)}"#.utf8) }
        for payload in [
            Array("\u{0}garbage".utf8), [UInt8](repeating: 0x5B, count: 10 << 20), Array(#"{"gateway":"other"}"#.utf8),
            state(#""epoch":"\#(epoch)","sequence":9223372036854775807"#),
            state(#""epoch":"\#(epoch)","sequence":1e99"#),
        ] {
            try publish(payload, witness)
            let gateway = try await run(site, witness, samples: 2)
            #expect(states(witness.messages).last?["state"] as? String == "offline", "\(gateway.output)")
        }
        let centre = Centre(witness.messages)
        // Only the one that names our epoch with a higher sequence begins another, and nothing is skipped for it.
        #expect(centre.epochs.count == 2 && centre.dropped == [])
        #expect(centre.samples.keys.allSatisfy { $0.sequence < 100_000 })
    }

    @Test func anotherGatewayWithOurIDIsShown() async throws {
        let (site, witness) = try await beginSite()
        defer { witness.stop() }
        let gateway = try site.start()
        #expect(await witness.wait { Centre($0).samples.count >= 1 })
        #expect(!(try await site.run("status").output.contains("用相同的 id 发布")))
        try publish(
            Array(#"{"gateway":"NJ-TEST-0001","instance":"foreign1","epoch":"foreign0","sequence":7}"#.utf8), witness)
        while try await !site.run("status").output.contains("用相同的 id 发布") {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(try await site.run("status").output.contains("foreign1"))
        #expect(gateway.output.contains("Another gateway publishes with this gateway's id"), "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0)
        #expect(Centre(witness.messages).epochs.count == 1)
    }

    @Test(arguments: ["", ", version: 3.1.1"]) func aSubscriptionThatIsRefusedStopsNothing(_ mqtt: String) async throws
    {
        let folder = try TemporaryFolder()
        let rights = folder.path + "/rights.json"
        try """
        {"defaultACLAccess": {"publishClientSend": true, "publishClientReceive": true, "subscribe": true, "unsubscribe": true},
         "clients": [], "groups": [{"groupname": "all", "roles": [{"rolename": "most"}]}], "anonymousGroup": "all",
         "roles": [{"rolename": "most", "acls": [
           {"acltype": "subscribeLiteral", "topic": "mashang/2/NJ-TEST-0001/state", "priority": 1, "allow": false}]}]}
        """.write(toFile: rights, atomically: true, encoding: .utf8)
        let plugin = "/usr/lib/x86_64-linux-gnu/mosquitto_dynamic_security.so"
        let (site, witness) = try await beginSite(
            "allow_anonymous true\nplugin \(plugin)\nplugin_opt_config_file \(rights)", mqtt: mqtt)
        defer { witness.stop() }
        let gateway = try await run(site, witness, samples: 3)
        let refusals = gateway.output.components(separatedBy: "Subscription refused by the broker")
        #expect(refusals.count == 2, "\(gateway.output)")
    }

    /// The broker accepts the subscription, and passes nothing on.
    @Test func aStateThatNeverComesBackHoldsUpNothingForLong() async throws {
        let folder = try TemporaryFolder()
        let rights = folder.path + "/acl"
        try """
        topic write mashang/2/NJ-TEST-0001/state
        topic readwrite mashang/2/NJ-TEST-0001/+/readings
        topic write mashang/2/NJ-TEST-0001/#
        """.write(toFile: rights, atomically: true, encoding: .utf8)
        let (site, witness) = try await beginSite("allow_anonymous true\nacl_file \(rights)")
        defer { witness.stop() }
        _ = try await run(site, witness, samples: 3)
        #expect(states(witness.messages).isEmpty)
    }
}
