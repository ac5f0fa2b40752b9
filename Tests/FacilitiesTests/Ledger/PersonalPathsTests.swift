import Facilities
import Testing

struct PersonalPathsTests {
    private let now = Timestamp("2026-11-23T02:00:00Z")!

    private func paths(_ body: any RecordContent) -> [String] {
        Entry.record(Record(at: now, by: "王", body)).personalPaths.map { $0.joined(separator: ".") }
    }

    @Test func aRecordsNameAndFreeTextArePersonal() {
        let of = paths(Complaint(id: "1", text: "异味", category: .odour, place: "江东路12-3"))
        #expect(of == ["record.by", "record.body.text", "record.body.place", "record.body.phone"])
    }

    @Test func toIsAPersonOnlyWhereAComplaintIsForwarded() {
        #expect(
            paths(ComplaintProgress(id: "1", state: .forwarded, to: "李")).contains("record.body.to")
        )
        #expect(!paths(CityAir(from: now, pm10: 70)).contains("record.body.to"))
    }

    @Test func whoErasedIsPersonalToo() {
        #expect(Entry.erased(Erasure(sequences: [1], count: 1, by: "李")).personalPaths == [["erased", "by"]])
    }

    @Test func otherEntriesHaveNone() {
        let entries: [Entry] = [
            .loss(Loss(from: 1, to: 2, count: 2, reason: .full)), .rechained(Rechaining(entries: 1, hash: "")),
            .unknown(UnknownEntry(event: "record", fields: ["record": .object(["by": .string("王")])])),
        ]
        #expect(entries.flatMap(\.personalPaths) == [])
    }
}
