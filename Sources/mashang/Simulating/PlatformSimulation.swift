import ArgumentParser
import Facilities
import Foundation
import Gateway
import HJ212
import ServiceLifecycle
import Simulator

/// A platform of HJ 212 on this machine: it prints what comes, and does what standard input says.
struct PlatformSimulation {
    /// `host:port`
    var address: String
    var keyFile: String?

    func run() async throws {
        let (host, port) = try mashang.address(address)
        let platform = CommandedPlatform()
        let opened = try await platform.start(
            host: host, port: port, key: try key(), now: { BeijingTime(milliseconds: Timestamp.now.milliseconds) },
            report: { say($0) })
        say("HJ 212 on \(host):\(opened)")
        Thread.detachNewThread { Self.obey(to: platform) }
        try await untilStopped(Waiting()).run()
        await platform.stop()
    }

    private func key() throws -> SM4Key? {
        guard let keyFile else { return nil }
        guard let text = try? String(contentsOfFile: keyFile, encoding: .utf8), let key = SM4Key(text: text) else {
            throw ValidationError(
                Text(
                    zh: "--key-file：请写密钥文件，内容为 16 个字符或 32 位十六进制数字",
                    en: "--key-file: write a file with a key of 16 characters or 32 hexadecimal digits"))
        }
        return key
    }

    /// Every line of standard input, until its end, which changes nothing.
    private static func obey(to platform: CommandedPlatform) {
        // Reading a terminal in the background would stop the program; like this it is the end of the input.
        signal(SIGTTIN, SIG_IGN)
        while let line = readLine() { say(platform.command(line)) }
    }
}
