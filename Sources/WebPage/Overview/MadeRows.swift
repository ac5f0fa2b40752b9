import Facilities
import Synchronization

/// The rows of the overview that were made last, one for each facility and language. A row is good for as long as its status is the same
/// and the day: nothing else that it shows depends on the moment.
final class MadeRows: Sendable {
    private struct Key: Hashable {
        var code: Facility.Code
        var language: Language
    }

    private struct Made {
        var status: Status
        var day: Day
        var html: String
    }

    private let rows = Mutex<[Key: Made]>([:])

    /// Returns the row of a facility, made again only if something has changed.
    func row(_ status: Status, _ time: PageTime, _ make: () -> String) -> String {
        var status = status
        let key = Key(code: status.code, language: time.language)
        return rows.withLock { rows in
            if let made = rows[key], made.day == time.today {
                // It becomes another with each event, and stands in no row.
                status.asOf = made.status.asOf
                if made.status == status { return made.html }
            }
            let html = make()
            rows[key] = Made(status: status, day: time.today, html: html)
            return html
        }
    }
}
