import Facilities
import NIOCore
import NIOHTTP1

/// The answer to a request that no route sees, with a sentence for the person who sent it.
struct Refusal: Sendable {
    let status: HTTPResponseStatus
    let text: Text

    static let largeHead = Refusal(
        status: .requestHeaderFieldsTooLarge,
        text: Text(
            zh: "浏览器发来的请求头太大。请清除本站 Cookie 后再试。",
            en: "The request's head is too large. Clear this site's cookies and try again."))
    static let malformed = Refusal(
        status: .badRequest,
        text: Text(zh: "无法读懂这个请求。请重新扫码打开页面。", en: "The request cannot be read. Scan the code and open the page again."))
    static let slowBody = Refusal(
        status: .requestTimeout,
        text: Text(
            zh: "上传太慢，已中断，内容未保存。请换到信号好的地方再试，或少传几张照片。",
            en:
                "The upload was too slow and was cut off; nothing was stored. Try again with better reception or fewer photographs."
        ))

    static func largeBody(limit: Int) -> Refusal {
        let limit = limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit >> 10) kB"
        return Refusal(
            status: .payloadTooLarge,
            text: Text(
                zh: "提交的内容太大，未保存：最多 \(limit)。请减少或缩小照片。",
                en:
                    "What was sent is too large and was not stored: at most \(limit). Send fewer or smaller photographs."
            ))
    }

    /// The parts of the response. It repeats nothing of the request, and is in both languages since the reader's is
    /// not known.
    var parts: [HTTPServerResponsePart] {
        let body = ByteBuffer(string: "\(text.zh)\n\(text.en)\n")
        let headers: HTTPHeaders = [
            "Content-Type": "text/plain; charset=utf-8", "Content-Length": "\(body.readableBytes)",
            "Connection": "close", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
        ]
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        return [.head(head), .body(.byteBuffer(body)), .end(nil)]
    }
}
