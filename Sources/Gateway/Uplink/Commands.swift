import Facilities
import Foundation
import MQTT

/// What the centre tells the gateway: records, each answered with what became of it.
struct Commands: Sendable {
    let intake: Intake
    let topics: Topics
    let kinds: [Facility.Code: Facility.Kind]

    /// Bytes of a command at most; the longest that makes sense is a complaint of some pages.
    static let largest = 65_536

    private struct Refusal: Error {
        var reason: String
    }

    func reply(to message: MQTTMessage, now: Timestamp) async -> ReplyPayload {
        do throws(Refusal) {
            let record = try record(in: message.payload)
            guard record.at <= now + .minutes(5) else { throw Refusal(reason: "at: \(record.at) is in the future") }
            var sequences: [Int64] = []
            for code in try facilities(of: message.topic, for: record.body.kind) {
                guard let sequence = await intake.enter(record, at: code, now: now) else {
                    throw Refusal(reason: "the journal cannot be written now; send it again later")
                }
                sequences.append(sequence)
            }
            return ReplyPayload(ok: true, sequences: sequences)
        } catch {
            return ReplyPayload(ok: false, error: error.reason)
        }
    }

    private func record(in payload: [UInt8]) throws(Refusal) -> Record {
        guard payload.count <= Self.largest else {
            throw Refusal(reason: "a command has at most \(Self.largest) bytes; this one has \(payload.count)")
        }
        do {
            let command = try JSONDecoder().decode(Command.self, from: Data(payload))
            guard command.schema == Command.schema else {
                throw Refusal(reason: "unknown schema \(command.schema); this gateway knows \(Command.schema)")
            }
            return command.record
        } catch let error as DecodingError {
            throw Refusal(reason: "the command cannot be read: \(error.plainText)")
        } catch {
            throw error as? Refusal ?? Refusal(reason: "\(error)")
        }
    }

    /// A command to the whole gateway is for every facility that such a record concerns: only the city's mean does.
    private func facilities(of topic: String, for record: Record.Body.Kind) throws(Refusal) -> [Facility.Code] {
        guard topic != topics.commands[0] else {
            guard record == .cityMean else {
                throw Refusal(reason: "a \(record.rawValue) is of one facility; send it to that facility's commands")
            }
            return kinds.filter { record.facilities.contains($0.value) }.keys.sorted()
        }
        guard let code = topics.facility(ofCommand: topic), let kind = kinds[code] else {
            throw Refusal(reason: "there is no such facility here")
        }
        guard record.facilities.contains(kind) else {
            throw Refusal(reason: "a \(record.rawValue) is not entered at a \(kind.rawValue)")
        }
        return [code]
    }
}

extension DecodingError {
    /// Where, and what is wrong: `record.body.mass: Expected to decode Double but found a string instead.`
    fileprivate var plainText: String {
        switch self {
        case .keyNotFound(let key, let context): "\(Self.path(context.codingPath + [key])): is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "\(Self.path(context.codingPath)): \(context.debugDescription)"
        @unknown default: "\(self)"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "payload" : keys.map(\.stringValue).joined(separator: ".")
    }
}
