/// The callers that wait until something is stored.
struct Waiters {
    private var waiting: [Int: (sequence: Int64, answer: CheckedContinuation<Bool, Never>)] = [:]
    private var last = 0

    /// Returns the name under which the next caller waits.
    mutating func name() -> Int {
        last += 1
        return last
    }

    mutating func add(_ name: Int, upTo sequence: Int64, _ answer: CheckedContinuation<Bool, Never>) {
        waiting[name] = (sequence, answer)
    }

    /// Answers the callers that wait for a sequence up to the given one, because everything up to it is stored.
    mutating func kept(upTo sequence: Int64) {
        for (name, one) in waiting where one.sequence <= sequence { answer(name, isKept: true) }
    }

    /// Answers a caller. It does nothing for one that has its answer.
    mutating func answer(_ name: Int, isKept: Bool) {
        waiting.removeValue(forKey: name)?.answer.resume(returning: isKept)
    }
}
