import Facilities
import Glibc
import SystemErrors

/// An open link, whose waits are those of a loop.
///
/// Frames are sent, received and compared here: libmodbus's calls give up at the first bytes that are not the answer and leave the
/// answer in the receive buffer, where the next call takes it for its own.
final class ModbusLink {
    let framing: Framing
    /// The time at which the last byte was sent or received.
    private(set) var quietSince = ContinuousClock.now
    /// Whether the link is a TCP connection.
    let isSocket: Bool
    /// Whether a byte was received since the last request.
    private(set) var hasAnswered = false
    private let port: LinkPort
    private let loop: BusLoop
    /// A function that gets every byte that is sent or received.
    private let watch: LinkWatch?

    /// The longest time for which the end of noise is waited for.
    private static let patience = Duration.seconds(1)
    /// The largest number of bytes that one call receives.
    private static let mostBytes = 512

    init(_ port: LinkPort, framing: Framing, on loop: BusLoop, watch: LinkWatch?) {
        (self.port, self.framing, self.loop, self.watch) = (port, framing, loop, watch)
        isSocket = port.isSocket
    }

    /// Waits until nothing was received for the time `silence`, and at least until `earliest`. Bytes that arrive until then belong to no
    /// current request and are discarded.
    ///
    /// - Returns: the discarded bytes.
    /// - Throws: `garbled` if the line never becomes silent, `lineDown` if it fails.
    func settle(
        _ silence: Duration, notBefore earliest: ContinuousClock.Instant?, isolation: isolated (any Actor)? = #isolation
    ) async throws(ModbusError) -> [UInt8] {
        let end = max(.now, earliest ?? .now) + Self.patience
        var discarded: [UInt8] = []
        while true {
            let quiet = max(quietSince + silence, earliest ?? quietSince)
            if quiet > .now { _ = await hasInput(by: quiet) }
            // Also after the wait, since the process may have stood still: bytes that arrived then are no answer either.
            let bytes = try await waitingBytes()
            if bytes.isEmpty, quietSince + silence <= .now, earliest ?? quietSince <= .now { return discarded }
            discarded += bytes
            guard .now < end else { throw .garbled(.neverSilent) }
        }
    }

    /// Sends a frame.
    ///
    /// - Throws: `lineDown` if it cannot be sent whole.
    func send(_ frame: [UInt8]) throws(ModbusError) {
        hasAnswered = false
        let sent: Int
        if isSocket {
            sent = Glibc.send(port.descriptor, frame, frame.count, CInt(MSG_NOSIGNAL))
        } else {
            sent = write(port.descriptor, frame, frame.count)
        }
        guard sent == frame.count else { throw .lineDown(Text(modbusError: errno)) }
        quietSince = .now
        watch?(LinkTraffic(direction: .sent, bytes: frame, at: quietSince))
    }

    /// Waits until something can be received.
    ///
    /// - Returns: false where nothing arrived by the given time.
    func hasInput(by time: ContinuousClock.Instant, isolation: isolated (any Actor)? = #isolation) async -> Bool {
        await loop.isReady(port.descriptor, by: time)
    }

    /// Returns the bytes that have arrived by now; none where there are none. A terminal that has none cannot be told from one that is
    /// gone by reading it, so it is asked first.
    private func waitingBytes(isolation: isolated (any Actor)? = #isolation) async throws(ModbusError) -> [UInt8] {
        guard isSocket else { return await hasInput(by: .now) ? try receive() : [] }
        return try receive()
    }

    /// Returns the bytes that have arrived; none where the call was interrupted, or there are none.
    ///
    /// - Throws: `lineDown` if the other side has closed the connection or the port is gone.
    func receive() throws(ModbusError) -> [UInt8] {
        var code: CInt = 0
        var count = 0
        let bytes = withUnsafeTemporaryAllocation(byteCount: Self.mostBytes, alignment: 1) { buffer in
            count =
                isSocket
                ? recv(port.descriptor, buffer.baseAddress, buffer.count, CInt(MSG_DONTWAIT))
                : read(port.descriptor, buffer.baseAddress, buffer.count)
            code = errno
            return Array(buffer.prefix(max(count, 0)))
        }
        // An unplugged adapter and a closed connection are always ready, and return no bytes or an error.
        guard count > 0 || count < 0 && (code == EAGAIN || code == EINTR) else {
            throw .lineDown(Text(systemError: count == 0 ? ECONNRESET : code))
        }
        guard count > 0 else { return [] }
        (quietSince, hasAnswered) = (.now, true)
        watch?(LinkTraffic(direction: .received, bytes: bytes, at: quietSince))
        return bytes
    }
}
