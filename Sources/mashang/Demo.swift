import ArgumentParser
import Facilities
import Foundation
import Gateway
import MQTT
import Modbus
import ServiceLifecycle
import SiteConfiguration
import StrictYAML

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs five facilities with simulated devices and a private mosquitto, and shows what arrives at it.",
        discussion: """
            Ends with 1 if a facility's status, its page, a sequence number or one of the three lights is missing, or a \
            light is grey.
            """
    )

    @Option(help: "How long, from the gateway's start.")
    var seconds = 60

    func validate() throws {
        guard 10...86_400 ~= seconds else { throw ValidationError("--seconds: write 10 to 86400") }
    }

    @Option(help: ArgumentHelp("The folder of the device profiles.", valueName: "folder"))
    var profiles = "device-profiles"

    func run() async throws {
        let site = try DemoSite(profiles: profiles)
        defer { site.stop() }
        let configuration: Configuration
        do {
            configuration = try Configuration.read(
                site.configuration, file: "demo.yaml", folders: [profiles], files: .disk)
        } catch {
            throw error.exit()
        }
        let witness = try DemoWitness(port: site.broker.port, codes: DemoSite.codes)
        await witness.waitUntilSubscribed()
        say("broker: 127.0.0.1:\(site.broker.port), topics mashang/2/#")
        say("pages:  http://127.0.0.1:\(site.pagePort)/")
        let gateway = Gateway(configuration, logger: logger)
        try await gateway.take(past: site.past(until: .now))
        let services = untilStopped(gateway)
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                try await services.run()
                return .gateway
            }
            group.addTask {
                guard (try? await Task.sleep(for: .seconds(5))) != nil else { return .visit }
                try witness.enterRecords()
                guard (try? await Task.sleep(for: .seconds(max(0, seconds - 5)))) != nil else { return .visit }
                try await witness.openPages()
                await services.triggerGracefulShutdown()
                return .visit
            }
            // At a signal the gateway ends before the time is over.
            for try await part in group where part == .gateway { group.cancelAll() }
        }
        guard witness.report() else { throw ExitCode(1) }
    }

    private enum Part {
        case gateway
        /// The records that are entered and the pages that are opened, in their time.
        case visit
    }
}
