import Facilities
import Journal
import Logging

extension Journal {
    /// Logs what was noticed when the journal was opened.
    func log(to logger: Logger) {
        for table in rebuilt {
            logger.error("Journal table unreadable; rebuilt", metadata: ["table": "\(table)"])
        }
        if let epochDue {
            logger.notice("A new epoch of sequences begins", metadata: ["reason": "\(epochDue.title.en)"])
        }
        for loss in losses { logger.error("Data are missing", metadata: ["loss": "\(loss.text.en)"]) }
        for notice in notices { logger.warning("\(notice)") }
    }
}
