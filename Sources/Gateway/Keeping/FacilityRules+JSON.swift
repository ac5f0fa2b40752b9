import Facilities
import Foundation
import Rules

/// What the rules of a facility remember, as the journal has it.
extension FacilityRules {
    var json: String {
        // Rule states are plain values: encoding them cannot fail.
        (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// Continues from what was remembered.
    ///
    /// - Parameter shift: corrects the times in it.
    mutating func restore(json: String, _ shift: ClockShift? = nil) -> Unreadable? {
        let decoder = JSONDecoder()
        decoder.userInfo[.clockShift] = shift
        do {
            return restore(from: try decoder.decode(CapturedDecoder.self, from: Data(json.utf8)).decoder)
        } catch {
            return nothing("it is not JSON")
        }
    }

    /// Corrects every time that is remembered: what has lasted a while has lasted as long as before.
    mutating func correct(by shift: ClockShift) {
        var corrected = self
        // What was just encoded can be read.
        if corrected.restore(json: json, shift) == nil { self = corrected }
    }
}

/// Hands out the decoder itself, for a value that is changed in place.
private struct CapturedDecoder: Decodable {
    let decoder: any Decoder

    init(from decoder: any Decoder) throws {
        self.decoder = decoder
    }
}
