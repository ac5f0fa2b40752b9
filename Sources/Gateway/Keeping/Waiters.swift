/// The callers that wait until something is kept.
struct Waiters {
    private var waiting: [Int: (sequence: Int64, answer: CheckedContinuation<Bool, Never>)] = [:]
    private var last = 0

    /// - Returns: the name under which the next one waits.
    mutating func name() -> Int {
        last += 1
        return last
    }

    mutating func add(_ name: Int, upTo sequence: Int64, _ answer: CheckedContinuation<Bool, Never>) {
        waiting[name] = (sequence, answer)
    }

    /// Everything up to a sequence is kept.
    mutating func kept(upTo sequence: Int64) {
        for (name, one) in waiting where one.sequence <= sequence { answer(name, isKept: true) }
    }

    /// Does nothing for one that has its answer.
    mutating func answer(_ name: Int, isKept: Bool) {
        waiting.removeValue(forKey: name)?.answer.resume(returning: isKept)
    }
}
