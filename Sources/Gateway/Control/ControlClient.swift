public import Facilities
import Foundation
import Glibc
import NIOCore
import NIOPosix
public import SiteConfiguration
import WebPage

/// Sends a command to the gateway that runs on this machine.
public struct ControlClient: Sendable {
    private let path: String

    /// Creates a client.
    ///
    /// - Parameter journal: the settings of the gateway's journal, beside which its socket is.
    public init(_ journal: Configuration.JournalSettings) {
        path = journal.controlSocket
    }

    /// An error: the gateway does not run, or this user may not access its socket.
    public struct Unreachable: Error {
        /// The error as a sentence for people.
        public var text: Text
        /// Whether there is no socket, or no program listens on it.
        public var isNobodyThere = false

        /// Creates the error from its cause.
        ///
        /// - Parameter error: the error of SwiftNIO if there is no socket, nothing listens on it, or it was closed too
        ///   early.
        init(_ error: any Error) {
            switch (error as? IOError)?.errnoCode {
            case ENOENT, ECONNREFUSED:
                isNobodyThere = true
                text = Text(
                    zh: "没有网关在运行：sudo systemctl start mashang",
                    en: "no gateway is running: sudo systemctl start mashang")
            case EACCES, EPERM:
                text = Text(
                    zh: "当前用户不能访问网关，请在命令前加 sudo",
                    en: "this user may not talk to the gateway; put sudo before the command")
            default:
                let reason = Text(networkError: error)
                text = Text(
                    zh: "网关没有答完：\(reason.zh)；请再试一次",
                    en: "the gateway did not finish its answer: \(reason.en); try again")
            }
        }
    }

    /// The limit of an answer, in bytes.
    private static let largest = 1 << 24

    /// Sends a command and returns the answer.
    ///
    /// - Parameter command: one line of JSON.
    /// - Throws: `Unreachable` if the gateway does not run, this user may not access its socket, or the answer is incomplete.
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
            throw Unreachable(error)
        }
    }
}
