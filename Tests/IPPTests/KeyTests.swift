import IPP
import Testing

@Suite("Attributes by key")
struct KeyTests {
    @Test("A key writes the syntax its attribute has")
    func writing() {
        var group = AttributeGroup(.job)

        group[.jobName] = "x"
        group[.jobHoldUntil] = "no-hold"
        group[.jobState] = .pending
        group[.jobStateReasons] = ["none"]
        group[.copies] = 2
        group[.pageRanges] = [IntegerRange(1, 3)]
        group[.jobURI] = "ipp://h/jobs/1"
        group[.operationsSupported] = [.printJob, .cupsGetPPD]
        group[.printerResolution] = .dpi(600)
        group[.ippAttributeFidelity] = true

        #expect(group["job-name"]?.values == [.name("x")])
        #expect(group["job-hold-until"]?.values == [.keyword("no-hold")])
        #expect(group["job-state"]?.values == [.enum(3)])
        #expect(group["job-state-reasons"]?.values == [.keyword("none")])
        #expect(group["copies"]?.values == [.integer(2)])
        #expect(group["page-ranges"]?.values == [.rangeOfInteger(IntegerRange(1, 3))])
        #expect(group["job-uri"]?.values == [.uri("ipp://h/jobs/1")])
        #expect(group["operations-supported"]?.values == [.enum(2), .enum(0x400F)])
        #expect(group["printer-resolution"]?.values == [.resolution(Resolution(crossFeed: 600, feed: 600))])
        #expect(group["ipp-attribute-fidelity"]?.values == [.boolean(true)])
    }

    @Test("A key reads only values of its type")
    func reading() {
        let group = AttributeGroup(
            .job,
            [
                Attribute("copies", .text("2")), Attribute("sides", [.keyword("a"), .keyword("b")]),
                Attribute("job-name", .nameWithLanguage("Brief", language: "de")), Attribute("media", .name("Mine")),
                Attribute("job-state", .integer(3)), Attribute("finishings", .enum(4)),
                Attribute("job-priority", .outOfBand(.noValue)),
            ])

        #expect(group[.copies] == nil)
        #expect(group[.sides] == nil)
        #expect(group[.jobName] == "Brief")
        #expect(group[AttributeKey<LocalizedString>("job-name", as: .name)]?.language == "de")
        #expect(group[.media] == "Mine")
        #expect(group[.jobState] == nil)
        #expect(group[.finishings] == [.staple])
        #expect(group[.jobPriority] == nil && group.contains(.jobPriority))
        #expect(group[.numberUp] == nil && !group.contains(.numberUp))
    }

    @Test("Setting a key to nil takes the attribute out, and setting it twice leaves one")
    func replacing() {
        var group = AttributeGroup(.job, [Attribute("a", .integer(1))])

        group[.copies] = 1
        group[.copies] = 3
        #expect(group.attributes.count == 2)
        group[.copies] = nil

        #expect(group.attributes == [Attribute("a", .integer(1))])
    }

    @Test("Members of collections are reached by key as well")
    func collections() {
        var group = AttributeGroup(.job)
        var size = AttributeCollection()
        size[.xDimension] = 21_000
        size[.yDimension] = 29_700
        var media = AttributeCollection()
        media[.mediaSize] = size
        group[.mediaCol] = media

        #expect(group[.mediaCol]?[.mediaSize]?[.xDimension] == 21_000)
        #expect(
            group["media-col"]?.values == [
                .collection([
                    Attribute(
                        "media-size",
                        .collection([
                            Attribute("x-dimension", .integer(21_000)), Attribute("y-dimension", .integer(29_700)),
                        ]))
                ])
            ])
    }

    @Test("A language is kept where one is asked for, and written only in text and name")
    func languages() {
        let hello = LocalizedString("Hallo", language: "de")

        #expect(hello.ippValue(as: .name) == .nameWithLanguage("Hallo", language: "de"))
        #expect(hello.ippValue(as: .text) == .textWithLanguage("Hallo", language: "de"))
        #expect(hello.ippValue(as: .keyword) == .keyword("Hallo"))
        #expect(LocalizedString("x").ippValue(as: .name) == .name("x"))
    }

    @Test("Values have readers of their own")
    func readers() {
        #expect(AttributeValue.enum(4).integerValue == 4)
        #expect(AttributeValue.uri("a").stringValue == "a")
        #expect(AttributeValue.boolean(true).boolValue == true)
        #expect(AttributeValue.text("1").integerValue == nil)
        #expect(Attribute("x", [.keyword("a"), .integer(1), .name("b")]).stringValues == ["a", "b"])
        #expect(IntegerOrRange(ippValue: .rangeOfInteger(IntegerRange(1, 9)))?.contains(9) == true)
        #expect(OctetString(ippValue: .octetString([0x61]))?.string == "a")
    }
}
