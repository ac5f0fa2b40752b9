import Facilities
import Synchronization

/// A cache of the rows of the overview, with one row for each facility and language. A row is valid while the
/// status and the day stay the same, since nothing else in it depends on the time.
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

    /// Returns the row of a facility. `make` is called only if the status or the day has changed.
    func row(_ status: Status, _ time: PageTime, _ make: () -> String) -> String {
        var status = status
        let key = Key(code: status.code, language: time.language)
        return rows.withLock { rows in
            if let made = rows[key], made.day == time.today {
                // This time changes with each event, and no row shows it.
                status.asOf = made.status.asOf
                if made.status == status { return made.html }
            }
            let html = make()
            rows[key] = Made(status: status, day: time.today, html: html)
            return html
        }
    }
}
