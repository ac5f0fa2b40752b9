import ArgumentParser
import Facilities
import Foundation
import Gateway
import Labels
import SiteConfiguration

struct LabelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label", abstract: "Shows QR codes in the terminal, or writes labels as SVG and PNG."
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "Just this facility's code.")
    var code: String?

    @Option(help: ArgumentHelp("Writes CODE.svg and CODE.png here instead.", valueName: "folder"))
    var output: String?

    func run() throws {
        let configuration = try options.read()
        let facilities = configuration.facilities.map(\.facility).filter { code == nil || $0.code.description == code }
        guard !facilities.isEmpty else { throw ValidationError("the configuration has no facility \(code ?? "")") }
        for facility in facilities { try label(facility, url: configuration.page.url(of: facility.code)) }
    }

    private func label(_ facility: Facility, url: String) throws {
        let label = try Label(code: facility.code.description, name: facility.name, url: url)
        guard let output else {
            say("\(facility.code) \(facility.name)\n\(url)\n\(label.symbol.terminal())")
            return
        }
        try label.svg().write(toFile: "\(output)/\(facility.code).svg", atomically: true, encoding: .utf8)
        try Data(label.symbol.png(dotsPerModule: 8)).write(to: URL(filePath: "\(output)/\(facility.code).png"))
        say("\(output)/\(facility.code).svg")
    }
}
