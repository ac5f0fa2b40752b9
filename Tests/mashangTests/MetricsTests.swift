import Foundation
import TestSupport
import Testing

/// `/metrics` and `/healthz` of the real gateway.
@Suite(.timeLimit(.minutes(5))) struct MetricsTests {
    private func curl(_ arguments: String...) async throws -> String {
        try await output(of: "curl", ["-s", "-w", "\n%{http_code}"] + arguments)
    }

    /// Waits until an answer fits, as after the first answer of a device.
    private func wait(for url: String, until isMeant: (String) -> Bool) async throws -> String {
        while true {
            let answer = try await curl(url)
            if isMeant(answer) { return answer }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    @Test func prometheusReadsThemAndTheyKeepToItsRules() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let gateway = try site.start()
        _ = try await gateway.page()
        let url = "\(try await gateway.address())metrics"
        let text = try await wait(for: url) { text in
            text.contains(#"mashang_device_online{bus="plc",unit="2"} 0"#)
                && text.contains(#"mashang_device_online{bus="plc",unit="1"} 1"#)
                && text.contains(#"mashang_polls_failed_total{bus="plc",unit="2",reason="timeout"}"#)
                && !text.contains(#"mashang_polls_failed_total{bus="plc",unit="2",reason="timeout"} 0"#)
                && text.contains(#"mashang_uplink_last_success_age_seconds{uplink="broker"}"#)
                && text.contains("mashang_journal_used_bytes")
        }
        for line in [
            #"mashang_device_online\{bus="plc",unit="1"\} 1"#, #"mashang_polls_done_total\{bus="plc",unit="1"\} [1-9]"#,
            #"mashang_polls_failed_total\{bus="plc",unit="2",reason="timeout"\} [1-9]"#,
            #"mashang_answer_seconds_bucket\{bus="plc",le="\+Inf"\} [1-9]"#,
            #"mashang_bus_busy_ratio\{bus="plc"\} [0-9.e-]+"#,
            "mashang_commits_total [1-9]", "mashang_commit_seconds_total [0-9.e-]+", "mashang_journal_writable 1",
            "mashang_disk_free_bytes [1-9]", #"mashang_uplink_connected\{uplink="broker"\} 1"#,
            #"mashang_uplink_acknowledged_total\{uplink="broker"\} [1-9]"#, "mashang_clock_trusted [01]",
            #"mashang_facility_light\{code="NJ320104D000049",light="[a-z]+"\} 1"#,
            #"mashang_build_info\{version="[0-9.]+"\} 1"#, #"mashang_page_requests_total\{status="2xx"\} [1-9]"#,
        ] {
            #expect(try text.firstMatch(of: Regex("(?m)^\(line)")) != nil, "\(line)")
        }
        let script = Program.repository + "/Tests/mashangTests/Peers/metrics.py"
        let metrics = String(text.dropLast(4))
        let read = try await result(of: BrowserTests.python, [script], input: metrics)
        #expect(read.status == 0 && read.output.contains("families"), "\(read.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func mistakesInMetricsAreFound() async throws {
        let text = """
            # HELP mashang_a_total A.
            # TYPE mashang_a_total gauge
            mashang_a_total 1
            # HELP mashang_b_milliseconds B.
            # TYPE mashang_b_milliseconds gauge
            mashang_b_milliseconds{bus="x"} 1
            mashang_b_milliseconds{bus="x"} 2
            # TYPE mashang_c gauge
            mashang_c 1

            """
        let script = Program.repository + "/Tests/mashangTests/Peers/metrics.py"
        let read = try await result(of: BrowserTests.python, [script], input: text)
        #expect(read.status == 1)
        for mistake in ["only counters end with _total", "milliseconds is no base unit", "twice", "mashang_c: no help"]
        {
            #expect(read.output.contains(mistake), "\(mistake): \(read.output)")
        }
    }

    @Test func healthIsBadWhileTheJournalCannotBeWritten() async throws {
        let site = try Site()
        let gateway = try site.start()
        _ = try await gateway.page()
        let url = "\(try await gateway.address())healthz"
        #expect(try await curl(url) == "ok\n\n200")
        let lock = try JournalLock(on: site.folder.path + "/journal.sqlite")
        let ill = try await wait(for: url) { $0.hasSuffix("503") }
        #expect(
            ill.contains("日志库无法写入") && ill.contains("the journal cannot be written: another program keeps it locked"),
            "\(ill)")
        // The page of the machine waits for no journal.
        #expect(try await curl("\(try await gateway.address())metrics").contains("mashang_journal_writable 0"))
        lock.release()
        _ = try await wait(for: url) { $0 == "ok\n\n200" }
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func overIPv6OnlyThisMachineIsAnsweredToo() async throws {
        let folder = try TemporaryFolder()
        let (port, file) = (freePort(), folder.path + "/gateway.yaml")
        try """
        gateway: {id: NJ-TEST-0001}
        journal: {path: \(folder.path)/journal.sqlite}
        page: {listen: "[::1]:\(port)"}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let gateway = try Program(["run", "--config", file], in: folder)
        let url = "http://[::1]:\(port)/healthz"
        _ = try await wait(for: url) { $0 == "ok\n\n200" }
        let forwarded = try await curl("-H", "X-Forwarded-For: ::1", url)
        #expect(forwarded.hasSuffix("403") && forwarded.contains("page: {metrics: open}"), "\(forwarded)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }
}
