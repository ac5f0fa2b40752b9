public import Facilities

/// The reason why a file is not accepted as a photograph.
public enum PhotographProblem: Error, Hashable, Sendable {
    case empty
    /// More than `Photograph.mostTaken` bytes.
    case tooManyBytes(Int)
    /// HEIC, HEIF or AVIF, which phones write and few browsers show.
    case heif
    /// The first bytes are those of another format.
    case otherContent(Content)
    case animated
    /// More pixels than `ImageBounds` allows.
    case tooManyPixels(PhotographType, width: Int, height: Int)
    /// It begins like an image, and cannot be decoded completely.
    case damaged(PhotographType)
    /// The machine has too little memory for it now.
    case noMemory

    /// The content of a file that is no photograph.
    public enum Content: Hashable, Sendable, CaseIterable {
        case gif, svg, pdf, html, program, tiff, bitmap, video, unknown
    }

    /// The sentence for the sender of the file: what is wrong, and what would be right.
    public var text: Text {
        switch self {
        case .empty: Text(zh: "照片文件是空的；请重新选择照片", en: "the photograph is an empty file; choose it again")
        case .tooManyBytes(let bytes):
            Text(
                zh: "照片有\(Self.megabytes(bytes))MB，最大\(Self.megabytes(Photograph.mostTaken))MB；请降低相机分辨率，或截屏后上传截图",
                en:
                    "the photograph has \(Self.megabytes(bytes)) MB, and \(Self.megabytes(Photograph.mostTaken)) MB is the "
                    + "most; set the camera to a lower resolution, or send a screenshot of it")
        case .heif: Self.heifText
        case .otherContent(let content): Self.text(content)
        case .animated:
            Text(zh: "这是动画，不是照片；\(Self.right.zh)", en: "this is an animation and no photograph; \(Self.right.en)")
        case .tooManyPixels(let type, let width, let height): Self.text(type, width, height)
        case .damaged(let type):
            Text(
                zh: "照片（\(type.name)）不完整或已损坏，无法打开；请重新拍摄或重新选择",
                en:
                    "the photograph (\(type.name)) is cut off or damaged and cannot be opened; take it again, or choose it again"
            )
        case .noMemory:
            Text(
                zh: "网关内存不足，暂时无法处理照片；请过一分钟重试，或不附照片提交",
                en: "the gateway has no memory for the photograph now; try again in a minute, or submit without it")
        }
    }

    private static let right = Text(zh: "请上传JPEG、PNG或WebP照片", en: "send a photograph as JPEG, PNG or WebP")

    private static let heifText = Text(
        zh: "这张照片是HEIC格式，很多浏览器打不开；苹果手机请到 设置→相机→格式，选“兼容性最佳”后重拍，"
            + "安卓手机请在相机设置中关闭“高效图片格式”；也可以打开这张照片，截屏后上传截图",
        en:
            "the photograph is in the format HEIC, which many browsers cannot show; on an iPhone choose Settings, Camera, "
            + "Formats, Most Compatible and take it again; on an Android phone turn off 'high efficiency pictures' in the "
            + "camera's settings; or open this photograph, take a screenshot, and send that")

    private static func text(_ content: Content) -> Text {
        Text(
            zh: "这是\(content.title.zh)，不是照片；\(right.zh)",
            en: "this is \(content.title.en) and no photograph; \(right.en)")
    }

    private static func text(_ type: PhotographType, _ width: Int, _ height: Int) -> Text {
        let (most, held) = (ImageBounds.pixels / 1_000_000, ImageBounds.heldPixels / 1_000_000)
        let (progressive, side) = (ImageBounds.progressivePixels / 1_000_000, ImageBounds.side)
        return Text(
            zh: "照片（\(type.name)）为\(width)×\(height)像素，太大；JPEG最多\(most)00万像素，"
                + "PNG、WebP最多\(held)00万，渐进式JPEG最多\(progressive)00万，每边最多\(side)像素；请降低相机分辨率",
            en:
                "the photograph (\(type.name)) has \(width) x \(height) pixels, which is too many: a JPEG may have \(most) "
                + "million, a PNG or a WebP \(held) million, a progressive JPEG \(progressive) million, and a side \(side); "
                + "set the camera to a lower resolution")
    }

    /// Returns a size in megabytes, rounded up to a tenth so that a file that is too large never looks as if it were
    /// not.
    private static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 99_999) / 100_000
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

extension PhotographProblem.Content {
    var title: Text {
        switch self {
        case .gif: Text(zh: "GIF动图", en: "a GIF")
        case .svg: Text(zh: "SVG图形", en: "an SVG drawing")
        case .pdf: Text(zh: "PDF文件", en: "a PDF document")
        case .html: Text(zh: "网页或文字文件", en: "a web page or a text")
        case .program: Text(zh: "程序文件", en: "a program")
        case .tiff: Text(zh: "TIFF或相机原始文件", en: "a TIFF or a camera's raw file")
        case .bitmap: Text(zh: "BMP位图", en: "a BMP bitmap")
        case .video: Text(zh: "视频", en: "a video")
        case .unknown: Text(zh: "其他文件", en: "another kind of file")
        }
    }
}
