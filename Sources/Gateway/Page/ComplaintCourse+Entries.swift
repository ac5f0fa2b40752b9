import Facilities
import Rules
import WebPage

extension ComplaintCourse {
    /// Derives the course of a complaint from its records, the first of which is its arrival. Nil without an arrival.
    init?(
        _ number: String, _ entries: [KeptEntry], names: [Facility.Code: String],
        promises: [Facility.Code: ComplaintPromise]
    ) {
        let records = entries.compactMap { entry -> (code: Facility.Code, record: Record)? in
            guard let code = entry.facility, case .record(let record) = entry.content else { return nil }
            return (code, record)
        }
        guard let (code, first) = records.first, let complaint = first.body as? Complaint else { return nil }
        self.init(
            number: number, code: code, point: names[code] ?? code.description, category: complaint.category,
            steps: records.compactMap { Step($0.record) })
        rating = records.lazy.compactMap { ($0.record.body as? ComplaintRating)?.rating }.last
        guard let promise = promises[code], state != .closed else { return }
        // A complaint that was reopened starts again, and its rating was about the earlier closing.
        let begun = steps.last { $0.state == .reopened }?.at ?? first.at
        if state == .reopened || steps.contains(where: { $0.state == .reopened }) { rating = nil }
        let isAnswered = steps.contains { $0.state == .answered && $0.at >= begun }
        answerDue = isAnswered ? nil : promise.answerDue(category, from: begun)
        closeDue = promise.closeDue(category, from: begun)
    }
}

extension ComplaintCourse.Step {
    /// Converts a record; nil for a record that is no step, such as a rating by a satisfied person.
    fileprivate init?(_ record: Record) {
        switch record.body {
        case is Complaint: self.init(at: record.at, .received)
        case let answer as AnsweredComplaint: self.init(at: record.at, .answered, text: answer.text)
        case let closing as ClosedComplaint: self.init(at: record.at, .closed, text: closing.text)
        case let progress as ComplaintProgress: self.init(at: record.at, .init(progress.state), text: progress.to)
        case let rating as ComplaintRating where rating.rating == .dissatisfied: self.init(at: record.at, .reopened)
        default: return nil
        }
    }
}

extension ComplaintCourse.State {
    fileprivate init(_ state: ComplaintProgress.State) {
        self =
            switch state {
            case .inProgress: .inProgress
            case .forwarded: .forwarded
            case .merged: .merged
            case .reopened: .reopened
            }
    }
}
