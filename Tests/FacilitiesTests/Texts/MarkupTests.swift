import Facilities
import Testing

@Suite struct MarkupTests {
    @Test(arguments: [
        ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("油烟", "油烟"), ("", ""),
        // Marks that make one character of themselves and a neighbour.
        ("\u{600}<b>", "\u{600}&lt;b&gt;"), ("\"\u{301}", "&quot;\u{301}"),
        ("<\u{301}script>", "&lt;\u{301}script&gt;"),
        ("\u{6DD}&\u{600}\"", "\u{6DD}&amp;\u{600}&quot;"), ("\r\n<", "\r\n&lt;"),
    ]) func noMarkupComesOutOfAText(text: String, escaped: String) {
        #expect(text.markupEscaped.unicodeScalars.elementsEqual(escaped.unicodeScalars))
    }
}
