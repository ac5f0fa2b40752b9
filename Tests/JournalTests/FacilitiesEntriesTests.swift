import Facilities
import Foundation
import TestSupport
import Testing

@testable import Journal

/// Entries of several facilities, and which of them are decoded.
struct FacilitiesEntriesTests {
    private let folder = try! TemporaryFolder()
    private static let codes = (1...3).map { Facility.Code("NJ320104F00001\($0)")! }

    /// Twelve, an hour apart, of the three in turn; those with an even sequence have a remark.
    private func journal() async throws -> Journal {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: now)
        var batch = Batch()
        batch.entries = (1...12).map { number in
            let finding = Finding(
                rule: number.isMultiple(of: 2) ? "data.silent" : "dust.tsp", level: .grey, since: now,
                limit: .ownDefault("x", 1, .minute), text: Text(zh: "甲", en: "a"))
            return KeptEntry(
                sequence: Int64(number), facility: Self.codes[number % 3], time: now + .hours(number),
                .finding(.raised, finding))
        }
        try await journal.commit(batch)
        return journal
    }

    private let all = now..<now + .days(1)

    @Test func theNewestOfAllAreFoundInOrderAndNoMore() async throws {
        let journal = try await journal()
        func found(_ codes: [Facility.Code?], _ limit: Int, isNewestFirst: Bool = true) throws -> [Int64] {
            try journal.entries(
                ofAny: codes, [.raised], in: all, after: 0, limit: limit, isNewestFirst: isNewestFirst
            ).map(\.sequence)
        }
        #expect(try found([Self.codes[1], Self.codes[2]], 5) == [11, 10, 8, 7, 5])
        #expect(try found([Self.codes[2], Self.codes[1]], 3, isNewestFirst: false) == [1, 2, 4])
        #expect(try found(Self.codes, 100).count == 12 && found([], 9).isEmpty && found([nil], 9).isEmpty)
        #expect(try found([Self.codes[0]], 2) == [12, 9])
    }

    @Test func onlyWhatHasTheTextIsLookedAt() async throws {
        let journal = try await journal()
        var looked: [Int64] = []
        let found = try journal.entries(
            of: Self.codes[0], [.raised], in: all, after: 0, limit: 9, having: "data.silent"
        ) { entry in
            looked.append(entry.sequence)
            return entry.sequence != 6
        }
        #expect(looked == [6, 12] && found.map(\.sequence) == [12])
    }

    @Test func everyMinuteThatHasAValueIsSeenWithoutDecodingIt() throws {
        let columns = [
            Column(quantity: .tsp, unit: .microgramPerCubicMetre), Column(quantity: .windDirection, unit: .degree),
            Column(quantity: .noise, unit: .decibel),
        ]
        let counts = AggregateBlob.Minutes(columns)
        for minutes in [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0], [60, 256, 1440]] {
            let means = zip(columns, minutes).map { column, count in
                var values = Accumulator(column.quantity.averaging)
                for _ in 0..<count { values.add(12) }
                return Aggregate.Column(column.quantity, column.unit, values, minutes: count)
            }
            for bytes in [AggregateBlob.encode(means), earlier(means)] {
                let decoded = try AggregateBlob.decode(bytes, columns: columns)
                #expect(counts.good(in: Data(bytes)) == decoded.map { $0.minutes > 0 })
                #expect(decoded == means)
                for damaged in [Data(bytes.dropLast()), Data(), Data([9] + bytes.dropFirst())] {
                    #expect(counts.good(in: damaged) == [false, false, false])
                }
            }
        }
    }

    /// As programs before 0.2.0 have stored means.
    private func earlier(_ means: [Aggregate.Column]) -> [UInt8] {
        means.reduce(into: [1]) { bytes, mean in
            let values = mean.values
            bytes.append(UInt32(values.count))
            bytes.append(UInt16(mean.minutes))
            for number in [values.minimum ?? 0, values.maximum ?? 0, values.sum] { bytes.append(number.bitPattern) }
            if values.averaging == .direction { bytes.append(values.northward.bitPattern) }
        }
    }

    /// A text that looks like a mark is a text, also beside marks.
    @Test func everyTextIsPutBackInItsPlaceAndAnErasedOneIsNamed() throws {
        let trap = #"{"private":"\#(String(repeating: "a", count: 64))"} "引号" \ 换行"# + "\n"
        let texts = [PersonalText(field: "record.by", text: trap), PersonalText(field: "record.body.text", text: "王")]
        func stored(_ by: JSONValue, _ text: JSONValue) throws -> String {
            let body: JSONValue = .object(["kind": .string("cleaning"), "text": text, "zh": .string(trap)])
            return try StoredBody.text(
                of: JSONValue.object(["event": .string("record"), "record": .object(["body": body, "by": by])]))
        }
        func mark(_ text: PersonalText) -> JSONValue { .object(["private": .string(text.hash)]) }
        let body = try stored(mark(texts[0]), mark(texts[1]))
        #expect(try StoredBody.puttingBack(texts, in: body) == stored(.string(trap), .string("王")))
        #expect(try StoredBody.puttingBack([texts[0]], in: body) == stored(.string(trap), .string(Erasure.placeholder)))
        let plain = try stored(.string(trap), .string("王"))
        #expect(try StoredBody.puttingBack(texts, in: plain) == plain)
        #expect(try StoredBody.puttingBack(texts, in: #"{"private":"#) == #"{"private":"#)
    }
}
