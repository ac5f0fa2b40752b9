import Facilities
import Foundation
import Journal
import TestSupport
import Testing

@testable import Gateway
@testable import Uplinks

/// Somebody sends complaints without end. What that may cost is bounded, and records still come in.
@Suite(.timeLimit(.minutes(5))) struct DeskFloodTests {
    private let folder = try! TemporaryFolder()

    private func bytes(_ site: DeskSite) -> Int {
        let path = DeskSite.path(in: folder)
        return ["", "-wal"].reduce(0) { sum, end in
            sum + ((try? FileManager.default.attributesOfItem(atPath: path + end)[.size] as? Int) ?? 0)
        }
    }

    private func sizes(_ site: DeskSite) async throws -> (file: Int, status: Int, state: Int) {
        let status = try #require(site.driven.keeping.board.standing(of: DeskSite.point)?.status)
        let payload = StatusPayload(PostedStatus(status, sequence: 1, url: ""), gateway: "g", epoch: nil)
        return (bytes(site), payload.json.count, await site.driven.rules[DeskSite.point]!.json.utf8.count)
    }

    @Test(arguments: [(Source.page(address: "10.0.0.9", .anybody), 10), (DeskSite.uplink, 120)])
    func oneSourceEntersAsManyComplaintsAsItsQuotaSays(source: Source, quota: Int) async throws {
        let (site, start) = (try DeskSite(folder), ContinuousClock.now)
        var answers: [Reply.Answer: Int] = [:]
        for number in 1...10_000 {
            let reply = await site.send(complaint("\(number)"), id: "\(number)", to: DeskSite.point, from: source)
            answers[reply.answer, default: 0] += 1
            if reply.answer == .refused { #expect(reply.fields == ["quota"]) }
        }
        // Some come back while the test runs: as many in an hour as it is.
        let back = (ContinuousClock.now - start) / .seconds(3600) * Double(quota)
        #expect(quota...quota + Int(back) + 1 ~= answers[.kept] ?? 0)
        #expect(try site.records().count == answers[.kept])
        #expect(await site.send(cleaning, id: "cleaning").answer == .kept)
    }

    /// Of people who have no quota: the open complaints of a point are bounded.
    ///
    /// 1,200 complaints; 10,000 in the long form.
    @Test func complaintsWithoutEndLeaveAThousandOpen() async throws {
        let isLong = ProcessInfo.processInfo.environment["MASHANG_FAULTS"] == "long"
        let all = isLong ? 10_000 : 1200
        let site = try DeskSite(folder)
        await site.driven.tick(DeskSite.now)
        let before = try await sizes(site)
        for number in 1...all {
            let reply = await site.send(complaint("\(number)"), id: "\(number)", to: DeskSite.point)
            #expect(reply.answer == (number <= 1000 ? .kept : .refused))
        }
        await site.driven.tick(DeskSite.now + .minutes(1))
        let after = try await sizes(site)
        // What stands in the status is bounded by number, and what the rules remember by the open ones.
        #expect(after.status < 64_000 && after.state < 2_000_000, "\(before) \(after)")
        #expect(try site.records().count == 1000)
        #expect(await site.send(cleaning, id: "cleaning").answer == .kept)
        #expect(await site.desk.waiting == 0)
        // One that was refused for the moment may be sent again.
        let ids = [(1, true), (1000, true), (1001, false), (all, false)]
        for (id, isKnown) in ids {
            #expect(try (await site.desk.answer(to: "\(id)") != nil) == isKnown, "\(id)")
        }
    }

    /// The longest that there are, over a small budget.
    @Test func complaintsTakeATenthOfTheBudgetAndRecordsAreStillKept() async throws {
        let budget = 8 << 20
        let site = try DeskSite(folder, maximumBytes: Int64(budget))
        let text = String(repeating: "烟", count: 4000)
        var answers: [Reply.Answer] = []
        for number in 1...200 {
            let reply = await site.send(complaint("\(number)", text), id: "\(number)", to: DeskSite.point)
            answers.append(reply.answer)
            if reply.answer == .refused { #expect(reply.fields == ["later"] && reply.isNotNow) }
        }
        let kept = answers.prefix { $0 == .kept }.count
        #expect(answers.dropFirst(kept).allSatisfy { $0 == .refused })
        #expect(budget / 10 - 40_000...budget / 10 + 40_000 ~= kept * 12_500, "\(kept)")
        #expect(await site.send(cleaning, id: "cleaning").answer == .kept)
        #expect(await site.send(answer(to: "1"), id: "answer", to: DeskSite.point).answer == .kept)
        // What was refused is not remembered: it may come again when there is space.
        #expect(try await site.desk.answer(to: "\(kept + 1)") == nil)
    }
}
