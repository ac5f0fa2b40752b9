import CMosquitto
import Dispatch
import Glibc
import Synchronization

/// A resolver of host names, one at a time, on a thread of its own: the system may take minutes to report that no name server answers.
final class Resolver: Sendable {
    private struct State {
        /// The name that is being resolved, even if no caller waits for it any more.
        var running: String?
        /// The newest answer that was not used yet.
        var answer: (host: String, result: Result<[String], Failure>)?
    }

    /// An error code of `getaddrinfo`, such as `EAI_AGAIN`.
    struct Failure: Error {
        var code: CInt
    }

    private let state = Mutex(State())

    /// Returns the numeric addresses of a host, in the order in which the system would try them.
    ///
    /// - Throws: the error of `getaddrinfo`, or `EAI_AGAIN` where there is no answer by the time `last`.
    func addresses(
        of host: String, until last: ContinuousClock.Instant, shared: SharedClient
    ) throws(Failure) -> [String] {
        if case .success(let addresses) = Self.look(host, flags: AI_NUMERICHOST) { return addresses }
        var answer: Result<[String], Failure>?
        _ = shared.wait(until: last) {
            answer = take(host, shared: shared)
            return answer != nil
        }
        guard let answer else { throw Failure(code: EAI_AGAIN) }
        return try answer.get()
    }

    /// Returns the answer if there is one. Otherwise it starts a lookup, unless an earlier one is running.
    private func take(_ host: String, shared: SharedClient) -> Result<[String], Failure>? {
        state.withLock { state in
            if let answer = state.answer, answer.host == host {
                state.answer = nil
                return answer.result
            }
            if state.running == nil {
                state.running = host
                begin(host, shared: shared)
            }
            return nil
        }
    }

    private func begin(_ host: String, shared: SharedClient) {
        DispatchQueue(label: "mqtt resolver").async {
            let result = Self.look(host)
            self.state.withLock { state in
                state.running = nil
                state.answer = (host, result)
            }
            shared.waker.wake()
        }
    }

    private static func look(_ host: String, flags: CInt = 0) -> Result<[String], Failure> {
        var hints = addrinfo()
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        hints.ai_flags = flags
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else {
            return .failure(Failure(code: code))
        }
        defer { freeaddrinfo(list) }
        var addresses: [String] = []
        var next = list
        while let entry = next {
            var text = [CChar](repeating: 0, count: 256)
            let isKnown = getnameinfo(
                entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, 256, nil, 0, NI_NUMERICHOST)
            if isKnown == 0 {
                let digits = text.prefix { $0 != 0 }
                addresses.append(String(decoding: digits.map { UInt8(bitPattern: $0) }, as: UTF8.self))
            }
            next = entry.pointee.ai_next
        }
        return .success(addresses)
    }
}
