import ArgumentParser
import Facilities
import Glibc
import Labels
import SiteConfiguration
import StrictYAML

struct LabelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "label",
        Text(
            zh: "在终端显示二维码，或制作 SVG、PNG 和 A4 页的标签。",
            en: "Shows QR codes in the terminal, or writes labels as SVG, PNG and pages of A4."),
        Text(
            zh: """
                mashang label                                    在终端显示，用手机扫描
                mashang label --output labels                    每处设施一个 CODE.svg 和 CODE.png
                mashang label --output labels --width 30 --sheet 另加带裁切标记的 A4-labels.pdf

                标签上有设施的种类、二维码、扫码用途、名称和编号。PNG 和 PDF 需要 librsvg 和含所用汉字的字体：\
                apt install librsvg2-2 fonts-noto-cjk。没有时只写 SVG，退出码为 69。

                二维码的内容是配置中的 page: publicURL。未写，或只有本机能打开时，不写任何文件，退出码为 65。
                """,
            en: """
                mashang label                                    in the terminal, to scan with a phone
                mashang label --output labels                    CODE.svg and CODE.png of each facility
                mashang label --output labels --width 30 --sheet A4-labels.pdf with cut marks, too

                A label has the kind of facility, the QR code, what to scan it for, the name, and the code in print. PNG and PDF need \
                librsvg and a font with the characters of the names: apt install librsvg2-2 fonts-noto-cjk. Without them the SVG \
                files are written, and it ends with 69.

                The QR codes contain page: publicURL of the configuration. If it is missing or leads to this machine only, the command ends with \
                65 before anything is written.
                """)
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: help("只要这个编号的设施。", "Only the facility with this code."))
    var code: String?

    @Option(help: help("把标签写到这个文件夹。", "Writes the labels into this folder instead.", "folder"))
    var output: String?

    @Option(
        help: help(
            "标签宽度，毫米。二维码的一格不得小于 0.5 毫米。",
            "The width of a label in mm. No module of its QR code may be smaller than 0.5 mm.", "mm"))
    var width = 40

    @Flag(
        help: help(
            "另写 A4-labels.pdf：全部标签排在 A4 页上，带裁切标记。",
            "Also writes A4-labels.pdf: all labels on pages of A4, with marks where to cut."))
    var sheet = false

    @Flag(help: help("不写 PNG。", "Writes no PNG."))
    var svgOnly = false

    @Flag(
        help: help(
            "试用：接受只有本机能打开的地址，标签上会注明。",
            "For trying: accepts an address that only this machine can open; the labels are marked."))
    var forThisMachine = false

    func validate() throws {
        guard Label.widths ~= width else {
            let (least, most) = (Label.widths.lowerBound, Label.widths.upperBound)
            throw ValidationError(Text(zh: "--width：请写 \(least) 到 \(most)", en: "--width: write \(least) to \(most)"))
        }
        guard output != nil || !sheet && !svgOnly else {
            throw ValidationError(
                Text(
                    zh: "--sheet 和 --svg-only 要写文件：请用 --output 写明文件夹",
                    en: "--sheet and --svg-only are about files: name the folder with --output"))
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

    /// Returns whether no phone can open the address, so that the labels are valid on this machine only. Without
    /// `--for-this-machine`, that ends the command.
    private func checkAddress(of configuration: Configuration) throws -> Bool {
        guard let obstacle = configuration.labelObstacle else { return false }
        guard forThisMachine else {
            complain(obstacle.description(in: Speech.language))
            complain(
                Text(
                    zh: "只在本机试用：mashang label --for-this-machine",
                    en: "to try it on this machine: mashang label --for-this-machine"))
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
            complain(
                Text(
                    zh: "\(options.config) 的 publicURL 不能做成二维码：\(error.text.zh)",
                    en: "the publicURL of \(options.config) makes no QR code: \(error.text.en)"))
            throw ExitCode(EX_DATAERR)
        }
    }

    private func facilities(of configuration: Configuration) throws -> [Facility] {
        let all = configuration.facilities.map(\.facility)
        guard !all.isEmpty else {
            complain(
                Text(
                    zh: "\(options.config) 中没有设施，请写在 facilities: 下面",
                    en: "\(options.config) has no facility; write one under facilities:"))
            throw ExitCode(EX_DATAERR)
        }
        guard let code else { return all }
        let typed = TypedCode(code)
        let found = all.filter { $0.code == typed.code }
        guard found.isEmpty else { return found }
        let known = all.prefix(8).map(\.code.description).joined(separator: ", ")
        let rest = all.count - 8
        complain(
            Text(
                zh: "没有编号为“\(code)”的设施；有：\(known)\(rest > 0 ? " 等\(all.count)处" : "")",
                en: "no facility has the code '\(code)'; there are \(known)\(rest > 0 ? " and \(rest) more" : "")"))
        throw ExitCode(EX_USAGE)
    }

    private func checkWidth(of labels: [Label]) throws {
        guard let least = labels.map(\.leastWidth).max(), width < least else { return }
        complain(
            Text(
                zh: "--width \(width)：二维码的一格会小于 \(Label.leastModule) 毫米，请写至少 \(least)，或缩短 publicURL",
                en:
                    "--width \(width): the modules of a QR code would be smaller than \(Label.leastModule) mm; write at "
                    + "least \(least), or make publicURL shorter"))
        throw ExitCode(EX_USAGE)
    }

    private func show(_ label: Label, _ configuration: Configuration) {
        let lines = label.texts.joined(separator: " · ")
        say("\(lines)\n\(configuration.page.url(of: label.code))\n\(label.symbol.terminal())")
    }
}
