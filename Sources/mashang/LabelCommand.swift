import ArgumentParser
import Facilities
import Glibc
import Labels
import SiteConfiguration
import StrictYAML

struct LabelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label", abstract: "Shows QR codes in the terminal, or writes labels as SVG, PNG and pages of A4.",
        discussion: """
            mashang label                                    in the terminal, to scan with a phone
            mashang label --output labels                    CODE.svg and CODE.png of each facility
            mashang label --output labels --width 30 --sheet A4-labels.pdf with cut marks, too

            A label has the kind of facility, the QR code, what to scan it for, the name, and the code in print. PNG and PDF need \
            librsvg and a font with the characters of the names: apt install librsvg2-2 fonts-noto-cjk. Without them the SVG \
            files are written, and it ends with 69.

            The QR codes say page: publicURL of the configuration. One that leads to this machine only, or none, ends it with \
            65 before anything is written.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "Just this facility's code.")
    var code: String?

    @Option(help: ArgumentHelp("Writes the labels into this folder instead.", valueName: "folder"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "The width of a label in mm. No module of its QR code may be smaller than 0.5 mm.", valueName: "mm"))
    var width = 40

    @Flag(help: "Also writes A4-labels.pdf: all labels on pages of A4, with marks where to cut.")
    var sheet = false

    @Flag(help: "Writes no PNG.")
    var svgOnly = false

    @Flag(help: "Accepts an address that only this machine can open, for trying; the labels say so.")
    var forThisMachine = false

    func validate() throws {
        guard Label.widths ~= width else {
            throw ValidationError("--width: write \(Label.widths.lowerBound) to \(Label.widths.upperBound)")
        }
        guard output != nil || !sheet && !svgOnly else {
            throw ValidationError("--sheet and --svg-only say what is written: name the folder with --output")
        }
    }

    func run() throws {
        let configuration = try options.read()
        let isForTrying = try checkAddress(of: configuration)
        let labels = try labels(of: facilities(of: configuration), configuration, isForTrying: isForTrying)
        guard let output else {
            for label in labels { show(label, configuration) }
            return
        }
        try checkWidth(of: labels)
        try LabelFiles(labels: labels, width: width, folder: output, hasPictures: !svgOnly, hasSheet: sheet).write()
    }

    /// Returns whether the labels are for this machine only, which somebody must have asked for.
    private func checkAddress(of configuration: Configuration) throws -> Bool {
        guard let obstacle = configuration.labelObstacle else { return false }
        guard forThisMachine else {
            complain("\(obstacle)\nto try it on this machine: mashang label --for-this-machine")
            throw ExitCode(EX_DATAERR)
        }
        return true
    }

    private func labels(of facilities: [Facility], _ configuration: Configuration, isForTrying: Bool) throws -> [Label]
    {
        do throws(LabelError) {
            var labels: [Label] = []
            for facility in facilities {
                labels.append(
                    try Label(
                        code: facility.code, kind: facility.kind, name: facility.name,
                        url: configuration.page.url(of: facility.code), isForTrying: isForTrying))
            }
            return labels
        } catch {
            complain("the publicURL of \(options.config) makes no QR code: \(error)")
            throw ExitCode(EX_DATAERR)
        }
    }

    private func facilities(of configuration: Configuration) throws -> [Facility] {
        let all = configuration.facilities.map(\.facility)
        guard !all.isEmpty else {
            complain("\(options.config) has no facility; write one under facilities:")
            throw ExitCode(EX_DATAERR)
        }
        guard let code else { return all }
        let typed = TypedCode(code)
        let found = all.filter { $0.code == typed.code }
        guard found.isEmpty else { return found }
        let known = all.prefix(8).map(\.code.description).joined(separator: ", ")
        complain(
            "no facility has the code '\(code)'; there are \(known)\(all.count > 8 ? " and \(all.count - 8) more" : "")"
        )
        throw ExitCode(EX_USAGE)
    }

    private func checkWidth(of labels: [Label]) throws {
        guard let least = labels.map(\.leastWidth).max(), width < least else { return }
        complain(
            "--width \(width): the modules of a QR code would be smaller than \(Label.leastModule) mm; write at least \(least), or "
                + "make publicURL shorter")
        throw ExitCode(EX_USAGE)
    }

    private func show(_ label: Label, _ configuration: Configuration) {
        let lines = label.texts.joined(separator: " · ")
        say("\(lines)\n\(configuration.page.url(of: label.code))\n\(label.symbol.terminal())")
    }
}
