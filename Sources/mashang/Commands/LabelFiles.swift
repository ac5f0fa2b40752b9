import ArgumentParser
import Facilities
import Glibc
import Labels

/// The files of labels: one SVG and one PNG per label, and all labels on pages of A4.
struct LabelFiles {
    let labels: [Label]
    /// The width of a label in mm.
    let width: Int
    let folder: String
    let hasPictures, hasSheet: Bool

    /// Writes the files and prints their names. An existing file of the same name is replaced as a whole.
    func write() throws {
        let sheet = try hasSheet ? madeSheet() : nil
        do {
            let output = try OutputFolder(folder)
            // This is checked before anything is written, so that a label that cannot be drawn does not leave half of
            // the pictures.
            let pictures = hasPictures || sheet != nil ? obstacle(to: labels) : nil
            for label in labels { try write(Array(label.svg(width: width).utf8), "\(label.code).svg", to: output) }
            if let pictures { throw pictures }
            if hasPictures {
                for label in labels { try write(label.png(width: width), "\(label.code).png", to: output) }
            }
            if let sheet { try write(Drawing.pdf(sheet), "A4-labels.pdf", to: output) }
        } catch let obstacle as Drawing.Obstacle {
            let (zh, en) = (obstacle.text.zh, obstacle.text.en)
            complain(Text(zh: "只写了 SVG 文件：\(zh)", en: "only SVG files were written: \(en)"))
            for old in oldPictures {
                complain(
                    Text(
                        zh: "\(old) 是以前的，可能指向别处，请删除",
                        en: "\(old) is of an earlier time and may lead elsewhere: remove it"))
            }
            throw ExitCode(EX_UNAVAILABLE)
        } catch let problem as OutputFolder.Problem {
            complain(problem.text)
            throw ExitCode(1)
        }
    }

    /// Returns the reason why a picture of one of the labels cannot be drawn; nil if all can.
    private func obstacle(to labels: [Label]) -> Drawing.Obstacle? {
        for label in labels {
            do throws(Drawing.Obstacle) { _ = try label.png(width: width) } catch { return error }
        }
        return nil
    }

    /// The pictures of earlier labels that are in the folder.
    private var oldPictures: [String] {
        (labels.map { "\(folder)/\($0.code).png" } + ["\(folder)/A4-labels.pdf"]).filter { access($0, F_OK) == 0 }
    }

    private func write(_ bytes: [UInt8], _ name: String, to output: OutputFolder) throws {
        try output.write(bytes, as: name)
        say("\(folder)/\(name)")
    }

    private func madeSheet() throws -> LabelSheet {
        if let sheet = LabelSheet(labels, width: width) { return sheet }
        complain(
            Text(
                zh: "--width \(width)：标签比 A4 页还大，请写小一些，或不加 --sheet",
                en: "--width \(width): a label is larger than a page of A4; write less, or no --sheet"))
        throw ExitCode(EX_USAGE)
    }
}
