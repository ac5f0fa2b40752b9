import Foundation
import NIOCore
import NIOPosix
public import SiteConfiguration

/// Gives a command to the gateway that runs on this machine.
public struct ControlClient: Sendable {
    private let path: String

    /// - Parameter journal: the gateway's.
    public init(_ journal: Configuration.JournalSettings) {
        path = journal.controlSocket
    }

    /// The gateway does not run, or this user may not talk to it.
    public struct Unreachable: Error, CustomStringConvertible {
        public var description: String
    }

    /// Bytes of an answer at most.
    private static let largest = 1 << 24

    /// - Parameter command: one line of JSON.
    public func send<Answer: Decodable & Sendable>(_ command: [UInt8]) async throws(Unreachable) -> Answer {
        do {
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
            return try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(bytes: command + [UInt8(ascii: "\n")]))
                var bytes = ByteLine()
                for try await part in inbound {
                    guard let line = bytes.append(part, atMost: Self.largest) else { continue }
                    return try JSONDecoder().decode(Answer.self, from: Data(line))
                }
                throw ChannelError.inputClosed
            }
        } catch {
            throw Unreachable(
                description: "no gateway answers on \(path); does it run, and may this user reach it? (\(error))")
        }
    }
}
