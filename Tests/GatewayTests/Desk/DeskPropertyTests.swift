import Facilities
import Journal
import TestSupport
import Testing

@testable import Gateway

/// Any sequence of commands, with any repetitions and restarts.
@Suite(.timeLimit(.minutes(5))) struct DeskPropertyTests {
    private let folder = try! TemporaryFolder()

    /// What somebody sends.
    private struct Sent: Hashable {
        var id: String
        var body: String
        var code: Facility.Code
    }

    private static func command(_ dice: inout SplitMix) -> Sent {
        let id = "\(Int.random(in: 0..<60, using: &dice))"
        let complaintID = "\(Int.random(in: 0..<5, using: &dice))"
        switch Int.random(in: 0..<6, using: &dice) {
        case 0: return Sent(id: id, body: complaint(complaintID), code: DeskSite.point)
        case 1: return Sent(id: id, body: answer(to: complaintID), code: DeskSite.point)
        case 2: return Sent(id: id, body: #"{"kind":"cleaning","parts":["soup"]}"#, code: DeskSite.kitchen)
        case 3:
            return Sent(
                id: id, body: #"{"kind":"complaintClosing","id":"\#(complaintID)","text":"办结"}"#, code: DeskSite.point)
        case 4: return Sent(id: id, body: cleaning, code: DeskSite.otherKitchen)
        default: return Sent(id: id, body: cleaning, code: DeskSite.kitchen)
        }
    }

    @Test(arguments: 1...8) func everyIDIsThereOnceAndEveryReplyIsTheFirst(seed: UInt64) async throws {
        var dice = SplitMix(seed: seed)
        var site = try DeskSite(folder)
        /// The content that was kept under an id, and what was answered to a content first.
        var (kept, first, refusals): ([String: Sent], [Sent: String], Int) = ([:], [:], 0)
        for step in 0..<250 {
            if Int.random(in: 0..<25, using: &dice) == 0 {
                await site.driven.flush()
                site.journal.close()
                site = try DeskSite(folder)
            }
            let sent = Self.command(&dice)
            let source = Bool.random(using: &dice) ? Source.local : DeskSite.page(from: "\(step)")
            let reply = await site.send(
                sent.body, id: sent.id, to: sent.code, from: source, now: DeskSite.now + .seconds(step))
            if let owner = kept[sent.id], owner != sent {
                #expect(reply.answer == .refused && reply.fields == ["id"], "step \(step): \(sent)")
                continue
            }
            #expect(reply.text == first[sent] ?? reply.text, "step \(step): \(sent)")
            if reply.answer == .kept { kept[sent.id] = sent } else { refusals += 1 }
            // Of the refused contents of an id the last one is remembered.
            first = first.filter { $0.key.id != sent.id }
            first[sent] = reply.text
        }
        let ids = try site.records().compactMap(\.content.origin?.id)
        #expect(Set(ids).count == ids.count && Set(ids) == Set(kept.keys))
        #expect(ids.count > 10 && refusals > 10)
    }
}
