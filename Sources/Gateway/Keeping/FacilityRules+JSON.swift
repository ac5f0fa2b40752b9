import Facilities
import Foundation
import Rules

/// The state of a facility's rules in the journal.
extension FacilityRules {
    var json: String {
        // The states of rules are plain values, so encoding them cannot fail.
        (try? OnePassJSON.of(self)) ?? "{}"
    }

    /// Restores a stored state. Returns what could not be read; nil if all could.
    ///
    /// - Parameter shift: the correction of the times in it.
    mutating func restore(json: String, _ shift: ClockShift? = nil) -> Unreadable? {
        let decoder = JSONDecoder()
        decoder.userInfo[.clockShift] = shift
        do {
            return restore(from: try decoder.decode(CapturedDecoder.self, from: Data(json.utf8)).decoder)
        } catch {
            return nothing("it is not JSON")
        }
    }

    /// Corrects every time in the state. Durations stay the same.
    mutating func correct(by shift: ClockShift) {
        var corrected = self
        // The state was just encoded, so that it can be decoded.
        if corrected.restore(json: json, shift) == nil { self = corrected }
    }
}

/// Gives access to the decoder, for a value that is changed in place.
private struct CapturedDecoder: Decodable {
    let decoder: any Decoder

    init(from decoder: any Decoder) throws {
        self.decoder = decoder
    }
}
