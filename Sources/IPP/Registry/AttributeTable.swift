// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension Registry {
    /// A line: path, letters of the groups, specification, syntax. Read by ``RegisteredAttribute``.
    static let attributeTable = """
        accuracy-units-supported P PWG5100.21 1setOf keyword
        attributes-charset Ojd RFC8011 charset
        attributes-natural-language Ojd RFC8011 naturalLanguage
        baling-type-supported P PWG5100.1 1setOf keyword name(MAX)
        baling-when-supported P PWG5100.1 1setOf keyword
        binding-reference-edge-supported P PWG5100.1 1setOf keyword
        binding-type-supported P PWG5100.1 1setOf keyword
        chamber-humidity TM PWG5100.21 integer(0:100)
        chamber-humidity-actual jd PWG5100.21 1setOf integer(0:100)
        chamber-humidity-current p PWG5100.21 integer(0:100) unknown
        chamber-humidity-default P PWG5100.21 integer(0:100) no-value
        chamber-humidity-supported P PWG5100.21 boolean
        chamber-temperature TM PWG5100.21 integer(-273:MAX)
        chamber-temperature-actual jd PWG5100.21 1setOf integer(-273:MAX)
        chamber-temperature-current p PWG5100.21 integer(-273:MAX) unknown
        chamber-temperature-default P PWG5100.21 integer(-273:MAX) no-value
        chamber-temperature-supported P PWG5100.21 1setOf integer(-273:MAX) rangeOfInteger(-273:MAX)
        charge-info-message O PWG5100.16 text
        charset-configured PY RFC8011 charset
        charset-supported PY RFC8011 1setOf charset
        client-info Oj PWG5100.7 1setOf collection
        client-info-supported P PWG5100.7 1setOf keyword
        client-info/client-name O PWG5100.7 name(127)
        client-info/client-patches O PWG5100.7 text(255) no-value
        client-info/client-string-version O PWG5100.7 text(127)
        client-info/client-type O PWG5100.7 enum
        client-info/client-version O PWG5100.7 octetString(64) no-value
        coating-sides-supported P PWG5100.1 1setOf keyword
        coating-type-supported P PWG5100.1 1setOf keyword name(MAX)
        color-supported P RFC8011 boolean
        compression O RFC8011 keyword
        compression d! PWG5100.5 keyword
        compression-accepted O PWG5100.17 1setOf keyword
        compression-supplied j! PWG5100.7 keyword
        compression-supported P RFC8011 1setOf keyword
        confirmation-sheet-print T PWG5100.15 boolean
        confirmation-sheet-print-default P PWG5100.15 boolean
        copies TM RFC8011 integer(1:MAX)
        copies-actual jd PWG5100.8 1setOf integer(1:MAX)
        copies-default P RFC8011 integer(1:MAX)
        copies-supported P RFC8011 rangeOfInteger(1:MAX)
        cover-back TM- PWG5100.3 collection
        cover-back-actual jd PWG5100.8 1setOf collection
        cover-back-default P- PWG5100.3 collection
        cover-back-supported P- PWG5100.3 1setOf keyword
        cover-back/cover-type T- PWG5100.3 keyword
        cover-back/media T- RFC8011 keyword name(MAX)
        cover-back/media-col T- PWG5100.3 collection
        cover-front TM- PWG5100.3 collection
        cover-front-actual jd PWG5100.8 1setOf collection
        cover-front-default P- PWG5100.3 collection
        cover-front-supported P- PWG5100.3 1setOf keyword
        cover-front/cover-type T PWG5100.3 keyword
        cover-front/media T RFC8011 keyword name(MAX)
        cover-front/media-col T PWG5100.3 collection
        cover-sheet-info T PWG5100.15 collection
        cover-sheet-info-default P PWG5100.15 collection
        cover-sheet-info-supported P PWG5100.15 1setOf keyword
        cover-sheet-info/from-name T PWG5100.15 text(MAX)
        cover-sheet-info/logo T PWG5100.15 uri
        cover-sheet-info/message T PWG5100.15 text(MAX)
        cover-sheet-info/organization-name T PWG5100.15 text(MAX)
        cover-sheet-info/subject T PWG5100.15 text(MAX)
        cover-sheet-info/to-name T PWG5100.15 text(MAX)
        cover-type-supported P- PWG5100.3 1setOf keyword
        covering-name-supported P PWG5100.1 1setOf keyword name(MAX)
        current-page-order Jj! IPP20190509B keyword
        date-time-at-canceled r PWG5100.22 dateTime no-value
        date-time-at-completed j RFC8011 dateTime no-value
        date-time-at-completed d PWG5100.5 dateTime
        date-time-at-completed-estimated j PWG5100.3 dateTime unknown
        date-time-at-created d PWG5100.5 dateTime
        date-time-at-creation jdr RFC8011 dateTime
        date-time-at-installed r PWG5100.22 dateTime no-value
        date-time-at-processing j RFC8011 dateTime no-value
        date-time-at-processing d PWG5100.5 dateTime
        date-time-at-processing-estimated j PWG5100.3 dateTime unknown
        destination-accesses O PWG5100.17 1setOf collection no-value
        destination-accesses-supported P PWG5100.17 1setOf keyword
        destination-accesses/access-oauth-token O PWG5100.17 1setOf octetString(MAX)
        destination-accesses/access-oauth-uri O PWG5100.17 uri
        destination-accesses/access-password O PWG5100.17 text(MAX)
        destination-accesses/access-pin O PWG5100.17 text(MAX)
        destination-accesses/access-user-name O PWG5100.17 text(MAX)
        destination-accesses/access-x509-certificate O! IPPWG20180620 1setOf octetString(MAX)
        destination-statuses j PWG5100.15 1setOf collection
        destination-statuses/destination-uri j PWG5100.15 uri
        destination-statuses/images-completed j PWG5100.15 integer(0:MAX)
        destination-statuses/transmission-status j PWG5100.15 enum
        destination-uri-ready P PWG5100.17 1setOf collection
        destination-uri-ready/destination-attributes P PWG5100.17 1setOf collection
        destination-uri-ready/destination-attributes-supported P PWG5100.17 1setOf keyword
        destination-uri-ready/destination-info P PWG5100.17 text(MAX)
        destination-uri-ready/destination-is-directory P PWG5100.17 boolean
        destination-uri-ready/destination-mandatory-access-attributes P PWG5100.17 1setOf keyword
        destination-uri-ready/destination-name P PWG5100.17 name(MAX)
        destination-uri-ready/destination-oauth-scope P PWG5100.17 1setOf octetString(MAX)
        destination-uri-ready/destination-oauth-token P PWG5100.17 1setOf octetString(MAX)
        destination-uri-ready/destination-oauth-uri P PWG5100.17 uri
        destination-uri-ready/destination-uri P PWG5100.17 uri
        destination-uri-schemes-supported P PWG5100.15 1setOf uriScheme
        destination-uris T PWG5100.15 1setOf collection
        destination-uris-supported P PWG5100.15 1setOf keyword
        destination-uris/destination-attributes T PWG5100.17 1setOf collection
        destination-uris/destination-uri T PWG5100.15 uri
        destination-uris/post-dial-string T PWG5100.15 text(127)
        destination-uris/pre-dial-string T PWG5100.15 text(127)
        destination-uris/t33-subaddress T PWG5100.15 integer(0:MAX)
        detailed-status-message O RFC8011 text(MAX)
        detailed-status-messages d PWG5100.5 1setOf text(MAX)
        device-service-count p PWG5100.13 integer(1:MAX)
        device-uuid p PWG5100.13 uri
        document-access O- PWG5100.18 collection no-value
        document-access-error O- RFC8011 text(MAX)
        document-access-errors d- PWG5100.5 1setOf text(MAX)
        document-access-supported P- PWG5100.18 1setOf keyword
        document-access/access-oauth-token O PWG5100.18 1setOf octetString(MAX)
        document-access/access-oauth-uri O PWG5100.18 uri
        document-access/access-password O PWG5100.18 text(MAX)
        document-access/access-pin O PWG5100.18 text(MAX)
        document-access/access-user-name O PWG5100.18 text(MAX)
        document-access/access-x509-certificate O! IPPWG20180620 1setOf octetString(MAX)
        document-charset Od PWG5100.5 charset
        document-charset-default P PWG5100.7 charset
        document-charset-supplied j! PWG5100.7 charset
        document-charset-supported P PWG5100.7 1setOf charset
        document-creation-attributes-supported P PWG5100.5 1setOf keyword
        document-data-get-interval O PWG5100.17 integer(0:MAX)
        document-data-wait O PWG5100.17 boolean
        document-digital-signature Od! PWG5100.7 keyword
        document-digital-signature-default P! PWG5100.7 keyword
        document-digital-signature-supplied j! PWG5100.7 keyword
        document-digital-signature-supported P! PWG5100.7 1setOf keyword
        document-format Od RFC8011 mimeMediaType
        document-format-accepted O PWG5100.18 1setOf mimeMediaType
        document-format-default P RFC8011 mimeMediaType
        document-format-details O- PWG5100.7-2003 1setOf collection
        document-format-details d- PWG5100.7 collection
        document-format-details-default P! PWG5100.7 collection
        document-format-details-detected jd- PWG5100.7 collection
        document-format-details-supplied j! PWG5100.7-2003 1setOf collection
        document-format-details-supported P- PWG5100.7 1setOf keyword
        document-format-details/document-format O! PWG5100.7-2003 mimeMediaType
        document-format-details/document-format-device-id O! PWG5100.7-2003 text(127)
        document-format-details/document-format-version O! PWG5100.7-2003 text(127)
        document-format-details/document-natural-language O! PWG5100.7-2003 1setOf naturalLanguage
        document-format-details/document-source-application-name O- PWG5100.7-2003 name(MAX)
        document-format-details/document-source-application-version O- PWG5100.7-2003 text(127)
        document-format-details/document-source-os-name O- PWG5100.7-2003 name(40)
        document-format-details/document-source-os-version O- PWG5100.7-2003 text(40)
        document-format-detected d PWG5100.5 mimeMediaType
        document-format-ready jd PWG5100.18 1setOf mimeMediaType
        document-format-supplied jd! PWG5100.7 mimeMediaType
        document-format-supported PY RFC8011 1setOf mimeMediaType
        document-format-varying-attributes p RFC3380 1setOf keyword
        document-format-version Od! PWG5100.7 text(127)
        document-format-version-default P! PWG5100.7 text(127)
        document-format-version-detected d! PWG5100.5 text(127)
        document-format-version-supplied jd! PWG5100.7 text(127)
        document-format-version-supported P! PWG5100.7 1setOf text(127)
        document-job-id d PWG5100.5 integer(1:MAX)
        document-job-uri d PWG5100.5 uri
        document-message Od PWG5100.5 text(MAX)
        document-message-supplied jd! PWG5100.7 text(MAX)
        document-metadata Ojd PWG5100.13 1setOf octetString(MAX)
        document-name OD RFC8011 name(MAX)
        document-name-supplied jd! PWG5100.7 name(MAX)
        document-natural-language Od RFC8011 naturalLanguage
        document-natural-language-default P PWG5100.7 naturalLanguage
        document-natural-language-supplied j! PWG5100.7 naturalLanguage
        document-natural-language-supported P PWG5100.7 1setOf naturalLanguage
        document-number Od PWG5100.5 integer(1:MAX)
        document-password O PWG5100.13 octetString(1023)
        document-password-supported P PWG5100.13 integer(0:1023)
        document-preprocessed O PWG5100.18 boolean
        document-printer-uri d PWG5100.5 uri
        document-privacy-attributes P IPPPRIVACY10 1setOf keyword
        document-privacy-scope P IPPPRIVACY10 keyword
        document-resource-ids d PWG5100.22 1setOf integer(1:MAX)
        document-state d PWG5100.5 enum
        document-state-message d PWG5100.5 text(MAX)
        document-state-reasons d PWG5100.5 1setOf keyword
        document-uri Od- RFC8011 uri
        document-uuid d PWG5100.13 uri
        encrypted-job-request-format O PWG5100.TRUSTNOONE mimeMediaType
        encrypted-job-request-id O PWG5100.TRUSTNOONE integer(1:MAX)
        errors-count jd PWG5100.7 integer(0:MAX)
        feed-orientation TM! PWG5100.11 keyword
        feed-orientation-default P! PWG5100.11 keyword
        feed-orientation-supported P! PWG5100.11 keyword
        fetch-document-attributes-supported P PWG5100.18 1setOf keyword
        fetch-status-code O PWG5100.18 enum
        fetch-status-message O PWG5100.18 text(MAX)
        finishing-template-supported P PWG5100.1 1setOf keyword name(MAX)
        finishings TM RFC8011 1setOf enum
        finishings-actual jd PWG5100.8 1setOf enum
        finishings-col T PWG5100.1 1setOf no-value collection
        finishings-col M PWG5100.5 1setOf collection
        finishings-col-actual jd PWG5100.8 1setOf collection
        finishings-col-database P PWG5100.1 1setOf collection
        finishings-col-default P PWG5100.1 collection
        finishings-col-ready P PWG5100.1 1setOf collection
        finishings-col-supported P PWG5100.1 1setOf keyword
        finishings-col/baling T PWG5100.1 collection
        finishings-col/baling/baling-type T PWG5100.1 keyword name(MAX)
        finishings-col/baling/baling-when T PWG5100.1 keyword
        finishings-col/binding T PWG5100.1 collection
        finishings-col/binding/binding-reference-edge T PWG5100.1 keyword
        finishings-col/binding/binding-type T PWG5100.1 keyword name(MAX)
        finishings-col/coating T PWG5100.1 collection
        finishings-col/coating/coating-sides T PWG5100.1 keyword
        finishings-col/coating/coating-type T PWG5100.1 keyword name(MAX)
        finishings-col/covering T PWG5100.1 collection
        finishings-col/covering/covering-name T PWG5100.1 keyword name(MAX)
        finishings-col/finishing-template T PWG5100.1 keyword name(MAX)
        finishings-col/folding T PWG5100.1 1setOf collection
        finishings-col/folding/folding-direction T PWG5100.1 keyword
        finishings-col/folding/folding-offset T PWG5100.1 integer(0:MAX)
        finishings-col/folding/folding-reference-edge T PWG5100.1 keyword
        finishings-col/imposition-template T PWG5100.1 keyword name(MAX)
        finishings-col/laminating T PWG5100.1 collection
        finishings-col/laminating/laminating-sides T PWG5100.1 keyword
        finishings-col/laminating/laminating-type T PWG5100.1 keyword name(MAX)
        finishings-col/media-sheets-supported T PWG5100.1 rangeOfInteger(1:MAX)
        finishings-col/media-size T PWG5100.1 collection
        finishings-col/media-size-name T PWG5100.1 keyword
        finishings-col/punching T PWG5100.1 collection
        finishings-col/punching/punching-locations T PWG5100.1 1setOf integer(0:MAX)
        finishings-col/punching/punching-offset T PWG5100.1 integer(0:MAX)
        finishings-col/punching/punching-reference-edge T PWG5100.1 keyword
        finishings-col/stitching T PWG5100.1 collection
        finishings-col/stitching/stitching-angle T PWG5100.1 integer(0:359)
        finishings-col/stitching/stitching-locations T PWG5100.1 1setOf integer(0:MAX)
        finishings-col/stitching/stitching-method T PWG5100.1 keyword
        finishings-col/stitching/stitching-offset T PWG5100.1 integer(0:MAX)
        finishings-col/stitching/stitching-reference-edge T PWG5100.1 keyword
        finishings-col/trimming T PWG5100.1 1setOf collection
        finishings-col/trimming/trimming-offset T PWG5100.1 integer(0:MAX)
        finishings-col/trimming/trimming-reference-edge T PWG5100.1 keyword
        finishings-col/trimming/trimming-type T PWG5100.1 keyword name(MAX)
        finishings-col/trimming/trimming-when T PWG5100.1 keyword
        finishings-default P RFC8011 1setOf enum
        finishings-ready P PWG5100.1 1setOf enum
        finishings-supported P RFC8011 1setOf enum
        first-index O PWG5100.13 integer(1:MAX)
        folding-direction-supported P PWG5100.1 1setOf keyword
        folding-offset-supported P PWG5100.1 1setOf integer(0:MAX) rangeOfInteger(0:MAX)
        folding-reference-edge-supported P PWG5100.1 1setOf keyword
        force-front-side TM PWG5100.3 1setOf integer(1:MAX)
        force-front-side-actual jd PWG5100.8 1setOf integer(1:MAX)
        force-front-side-default P PWG5100.3 1setOf integer(1:MAX)
        force-front-side-supported P PWG5100.3 rangeOfInteger(1:MAX)
        from-name-supported P PWG5100.15 integer(0:1023)
        generated-natural-language-supported PY RFC8011 1setOf naturalLanguage
        identify-actions O PWG5100.13 1setOf keyword
        identify-actions-default P PWG5100.13 1setOf keyword
        identify-actions-supported P PWG5100.13 1setOf keyword
        image-orientation T PWG5100.3 enum
        image-orientation-default P PWG5100.3 enum
        image-orientation-supported P PWG5100.3 1setOf enum
        imposition-template TM PWG5100.3 keyword name(MAX)
        imposition-template-actual j PWG5100.8 1setOf keyword name(MAX)
        imposition-template-actual d PWG5100.5 1setOf keyword name
        imposition-template-default P PWG5100.3 keyword name(MAX)
        imposition-template-supported P PWG5100.3 1setOf keyword name(MAX)
        impressions d PWG5100.5 integer(0:MAX)
        impressions-col d PWG5100.7 collection
        impressions-col/blank d PWG5100.7 integer(0:MAX)
        impressions-col/blank-two-sided d PWG5100.7 integer(0:MAX)
        impressions-col/full-color d PWG5100.7 integer(0:MAX)
        impressions-col/full-color-two-sided d PWG5100.7 integer(0:MAX)
        impressions-col/highlight-color d PWG5100.7 integer(0:MAX)
        impressions-col/highlight-color-two-sided d PWG5100.7 integer(0:MAX)
        impressions-col/monochrome d PWG5100.7 integer(0:MAX)
        impressions-col/monochrome-two-sided d PWG5100.7 integer(0:MAX)
        impressions-completed d PWG5100.5 integer(0:MAX)
        impressions-completed-col d XEROX20150505 collection
        impressions-completed-current-copy j! RFC3381 integer(0:MAX)
        input-attributes O PWG5100.15 collection
        input-attributes-actual jd PWG5100.15 collection
        input-attributes-default P PWG5100.15 collection
        input-attributes-supported P PWG5100.15 1setOf keyword
        input-attributes/input-auto-scaling O PWG5100.15 boolean
        input-attributes/input-auto-skew-correction O PWG5100.15 boolean
        input-attributes/input-brightness O PWG5100.15 integer(-100:100)
        input-attributes/input-color-mode O PWG5100.15 keyword
        input-attributes/input-content-type O PWG5100.15 keyword
        input-attributes/input-contrast O PWG5100.15 integer(-100:100)
        input-attributes/input-film-scan-mode O PWG5100.15 keyword
        input-attributes/input-images-to-transfer O PWG5100.15 integer(1:MAX)
        input-attributes/input-media O PWG5100.15 keyword name(MAX)
        input-attributes/input-orientation-requested O PWG5100.15 keyword
        input-attributes/input-quality O PWG5100.15 enum
        input-attributes/input-resolution O PWG5100.15 resolution
        input-attributes/input-scaling-height O PWG5100.15 integer(1:1000)
        input-attributes/input-scaling-width O PWG5100.15 integer(1:1000)
        input-attributes/input-scan-regions O PWG5100.15 1setOf collection
        input-attributes/input-scan-regions/x-dimension O PWG5100.15 integer
        input-attributes/input-scan-regions/x-origin O PWG5100.15 integer
        input-attributes/input-scan-regions/y-dimension O PWG5100.15 integer
        input-attributes/input-scan-regions/y-origin O PWG5100.15 integer
        input-attributes/input-sharpness O PWG5100.15 integer(-100:100)
        input-attributes/input-sides O PWG5100.15 keyword
        input-attributes/input-source O PWG5100.15 keyword
        input-color-mode-supported P PWG5100.15 1setOf keyword
        input-content-type-supported P PWG5100.15 1setOf keyword
        input-film-scan-mode-supported P PWG5100.15 1setOf keyword
        input-media-supported P PWG5100.15 1setOf keyword name(MAX)
        input-orientation-requested-supported P PWG5100.15 1setOf enum
        input-quality-supported P PWG5100.15 1setOf enum
        input-resolution-supported P PWG5100.15 1setOf resolution
        input-scan-regions-supported P PWG5100.15 collection
        input-scan-regions-supported/x-dimension P PWG5100.15 rangeOfInteger
        input-scan-regions-supported/x-origin P PWG5100.15 rangeOfInteger
        input-scan-regions-supported/y-dimension P PWG5100.15 rangeOfInteger
        input-scan-regions-supported/y-origin P PWG5100.15 rangeOfInteger
        input-sides-supported P PWG5100.15 1setOf keyword
        input-source-supported P PWG5100.15 1setOf keyword
        insert-after-page-number-supported P! PWG5100.3 rangeOfInteger(0:MAX)
        insert-count-supported P- PWG5100.3 rangeOfInteger(0:MAX)
        insert-sheet TM- PWG5100.3 1setOf collection
        insert-sheet-actual jd- PWG5100.8 1setOf collection
        insert-sheet-default P- PWG5100.3 1setOf collection
        insert-sheet-supported P- PWG5100.3 1setOf keyword
        insert-sheet/insert-after-page-number T- PWG5100.3 integer(0:MAX)
        insert-sheet/insert-count T- PWG5100.3 integer(0:MAX)
        insert-sheet/media T- PWG5100.3 keyword name(MAX)
        insert-sheet/media-col T- PWG5100.3 collection
        ipp-attribute-fidelity O RFC8011 boolean
        ipp-attribute-fidelity j! PWG5100.7 boolean
        ipp-features-supported PY PWG5100.13 1setOf keyword
        ipp-versions-supported PY RFC8011 1setOf keyword
        ippget-event-life PY RFC3996 integer(15:MAX)
        job-account-id T PWG5100.7 name(MAX)
        job-account-id-actual j PWG5100.8 1setOf name(MAX)
        job-account-id-default P PWG5100.3 name(MAX) no-value
        job-account-id-supported P PWG5100.3 boolean
        job-account-type T PWG5100.16 keyword name(MAX)
        job-account-type-actual j PWG5100.16 keyword name(MAX)
        job-account-type-default P PWG5100.16 keyword name(MAX)
        job-account-type-supported P PWG5100.16 1setOf keyword name(MAX)
        job-accounting-output-bin-default P! PWG5100.3 keyword name(MAX)
        job-accounting-output-bin-supported P- PWG5100.3 1setOf keyword name(MAX)
        job-accounting-sheets T- PWG5100.3 collection
        job-accounting-sheets-actual j- PWG5100.8 1setOf collection
        job-accounting-sheets-default P- PWG5100.3 collection
        job-accounting-sheets-supported P- PWG5100.3 1setOf keyword
        job-accounting-sheets-type-supported P- PWG5100.3 1setOf keyword name(MAX)
        job-accounting-user-id T PWG5100.7 name(MAX)
        job-accounting-user-id-actual j PWG5100.8 1setOf name(MAX)
        job-accounting-user-id-default P PWG5100.3 name(MAX) no-value
        job-accounting-user-id-supported P PWG5100.3 boolean
        job-authorization-uri O PWG5100.16 uri
        job-authorization-uri-supported P PWG5100.16 boolean
        job-cancel-after T PWG5100.11 integer(1:MAX)
        job-cancel-after-default P PWG5100.11 integer(1:MAX)
        job-cancel-after-supported P PWG5100.7 rangeOfInteger(0:MAX)
        job-charge-info J PWG5100.16 text
        job-collation-type J! RFC3381 enum
        job-complete-before T PWG5100.3 keyword name(MAX)
        job-complete-before-supported P PWG5100.3 1setOf keyword name(MAX)
        job-complete-before-time T PWG5100.3 dateTime
        job-constraints-supported P PWG5100.13 1setOf collection
        job-constraints-supported/resolver-name P PWG5100.13 name(MAX)
        job-copies T! PWG5100.7 integer(1:MAX)
        job-copies-actual j! PWG5100.7 integer(1:MAX)
        job-copies-supported P! PWG5100.7 rangeOfInteger(1:MAX)
        job-cover-back T! PWG5100.7 collection
        job-cover-back-actual j! PWG5100.7 collection
        job-cover-back-default P! PWG5100.7 collection
        job-cover-back-supported P! PWG5100.7 1setOf keyword
        job-cover-front T! PWG5100.7 collection
        job-cover-front-actual j! PWG5100.7 collection
        job-cover-front-default P! PWG5100.7 collection
        job-cover-front-supported P! PWG5100.7 1setOf keyword
        job-creation-attributes-supported P PWG5100.7 1setOf keyword
        job-delay-output-until T PWG5100.7 keyword name(MAX)
        job-delay-output-until-default P PWG5100.7 keyword name(MAX)
        job-delay-output-until-interval-supported P PWG5100.7 rangeOfInteger(0:MAX)
        job-delay-output-until-supported P PWG5100.7 1setOf keyword name(MAX)
        job-delay-output-until-time T PWG5100.7 dateTime
        job-delay-output-until-time-supported P PWG5100.7 rangeOfInteger(0:MAX)
        job-destination-spooling-supported P PWG5100.17 keyword
        job-detailed-status-messages j RFC8011 1setOf text(MAX)
        job-document-access-errors j- RFC8011 1setOf text(MAX)
        job-error-action T PWG5100.13 keyword
        job-error-action-default P PWG5100.13 keyword
        job-error-action-supported P PWG5100.13 1setOf keyword
        job-error-sheet T PWG5100.3 collection
        job-error-sheet-actual j PWG5100.8 1setOf collection
        job-error-sheet-default P PWG5100.3 collection
        job-error-sheet-supported P PWG5100.3 1setOf keyword
        job-error-sheet-type-supported P PWG5100.3 1setOf keyword name(MAX)
        job-error-sheet-when-supported P PWG5100.3 1setOf keyword
        job-error-sheet/job-error-sheet-type T PWG5100.3 keyword name(MAX)
        job-error-sheet/job-error-sheet-when T PWG5100.3 keyword
        job-error-sheet/media T PWG5100.3 keyword name(MAX)
        job-error-sheet/media-col T PWG5100.3 collection
        job-finishings T! PWG5100.7 1setOf enum
        job-finishings-actual j! PWG5100.7 1setOf enum
        job-finishings-col T! PWG5100.7 1setOf collection
        job-finishings-col-actual j! PWG5100.7 1setOf collection
        job-finishings-col-default P! PWG5100.7 1setOf collection
        job-finishings-col-ready P! PWG5100.7 1setOf collection
        job-finishings-col-supported P! PWG5100.7 1setOf keyword
        job-finishings-default P! PWG5100.7 1setOf enum
        job-finishings-ready P! PWG5100.7 1setOf enum
        job-finishings-supported P! PWG5100.7 1setOf enum
        job-history-attributes-configured P PWG5100.7 1setOf keyword
        job-history-attributes-supported P PWG5100.7 1setOf keyword
        job-history-interval-configured P PWG5100.7 integer(0:MAX)
        job-history-interval-supported P PWG5100.7 rangeOfInteger(0:MAX)
        job-hold-until OT RFC8011 keyword name(MAX)
        job-hold-until-actual j PWG5100.8 1setOf keyword name
        job-hold-until-default P RFC8011 keyword name(MAX)
        job-hold-until-supported P RFC8011 1setOf keyword name(MAX)
        job-hold-until-time OT PWG5100.7 dateTime
        job-hold-until-time-supported P PWG5100.7 boolean
        job-id OjE RFC8011 integer(1:MAX)
        job-ids O PWG5100.7 1setOf integer(1:MAX)
        job-ids-supported P PWG5100.7 boolean
        job-impressions Oj RFC8011 integer(0:MAX)
        job-impressions-col OJj XEROX20150505 collection
        job-impressions-col/blank Jj PWG5100.7 integer(0:MAX)
        job-impressions-col/blank-two-sided Jj PWG5100.7 integer(0:MAX)
        job-impressions-col/full-color Jj PWG5100.7 integer(0:MAX)
        job-impressions-col/full-color-two-sided Jj PWG5100.7 integer(0:MAX)
        job-impressions-col/highlight-color Jj PWG5100.7 integer(0:MAX)
        job-impressions-col/highlight-color-two-sided Jj PWG5100.7 integer(0:MAX)
        job-impressions-col/monochrome Jj PWG5100.7 integer(0:MAX)
        job-impressions-col/monochrome-two-sided Jj PWG5100.7 integer(0:MAX)
        job-impressions-completed jE RFC8011 integer(0:MAX)
        job-impressions-completed-col j PWG5100.7 collection
        job-impressions-estimated O PWG5100.16 integer(1:MAX)
        job-impressions-supported P RFC8011 rangeOfInteger(0:MAX)
        job-k-octets Oj RFC8011 integer(0:MAX)
        job-k-octets-processed j RFC8011 integer(0:MAX)
        job-k-octets-supported P RFC8011 rangeOfInteger(0:MAX)
        job-mandatory-attributes O PWG5100.7 1setOf keyword
        job-mandatory-attributes j! PWG5100.7 1setOf keyword
        job-mandatory-attributes-supported P PWG5100.7 boolean
        job-media-sheets Oj RFC8011 integer(0:MAX)
        job-media-sheets-col OJj XEROX20150505 collection
        job-media-sheets-col/blank Jj PWG5100.7 integer(0:MAX)
        job-media-sheets-col/blank-two-sided J PWG5100.7 integer(0:MAX)
        job-media-sheets-col/full-color Jj PWG5100.7 integer(0:MAX)
        job-media-sheets-col/full-color-two-sided J PWG5100.7 integer(0:MAX)
        job-media-sheets-col/highlight-color Jj PWG5100.7 integer(0:MAX)
        job-media-sheets-col/highlight-color-two-sided J PWG5100.7 integer(0:MAX)
        job-media-sheets-col/monochrome Jj PWG5100.7 integer(0:MAX)
        job-media-sheets-col/monochrome-two-sided J PWG5100.7 integer(0:MAX)
        job-media-sheets-completed j RFC8011 integer(0:MAX)
        job-media-sheets-completed-col j PWG5100.7 collection
        job-media-sheets-supported P RFC8011 rangeOfInteger(0:MAX)
        job-message-from-operator OJ RFC3380 text(127)
        job-message-to-operator T PWG5100.3 text(MAX)
        job-message-to-operator-actual J PWG5100.8 1setOf text(MAX)
        job-message-to-operator-default P PWG5100.3 text(MAX)
        job-message-to-operator-supported P PWG5100.3 boolean
        job-more-info j RFC8011 uri
        job-name OJ RFC8011 name(MAX)
        job-originating-user-name j RFC8011 name(MAX)
        job-originating-user-uri j PWG5100.13 uri
        job-pages Oj PWG5100.7 integer(0:MAX)
        job-pages-col Oj PWG5100.7 collection
        job-pages-col/blank j PWG5100.7 integer(0:MAX)
        job-pages-col/full-color j PWG5100.7 integer(0:MAX)
        job-pages-col/monochrome j PWG5100.7 integer(0:MAX)
        job-pages-completed j PWG5100.13 integer(0:MAX)
        job-pages-completed-col j PWG5100.7 collection
        job-pages-per-set T PWG5100.1 integer(1:MAX)
        job-pages-per-set-supported P PWG5100.1 boolean
        job-password O PWG5100.11 octetString(255)
        job-password-encryption O PWG5100.11 keyword
        job-password-encryption-supported P PWG5100.11 1setOf keyword
        job-password-length-supported P PWG5100.11 rangeOfInteger(4:765)
        job-password-repertoire-configured P PWG5100.11 1setOf keyword name(MAX)
        job-password-repertoire-supported P PWG5100.11 1setOf keyword name(MAX)
        job-password-supported P PWG5100.11 integer(0:255)
        job-phone-number T PWG5100.3 uri
        job-phone-number-default P PWG5100.3 uri no-value
        job-phone-number-scheme-supported P PWG5100.3 1setOf uriScheme
        job-phone-number-supported P PWG5100.3 boolean
        job-presets-supported P PWG5100.13 1setOf collection
        job-presets-supported/preset-category P PWG5100.13 keyword
        job-presets-supported/preset-name P PWG5100.13 keyword name(MAX)
        job-printer-up-time j RFC8011 integer(1:MAX)
        job-printer-uri j RFC8011 uri
        job-priority T RFC8011 integer(1:100)
        job-priority-actual j PWG5100.8 1setOf integer(1:100)
        job-priority-default P RFC8011 integer(1:100)
        job-priority-supported P RFC8011 integer(1:100)
        job-privacy-attributes P IPPPRIVACY10 1setOf keyword
        job-privacy-scope P IPPPRIVACY10 keyword
        job-processing-time j PWG5100.7 integer(0:MAX)
        job-recipient-name T PWG5100.3 name(MAX)
        job-recipient-name-default P! PWG5100.3 name(MAX) no-value
        job-recipient-name-supported P PWG5100.3 boolean
        job-release-action Oj PWG5100.11 keyword
        job-release-action-default P PWG5100.11 keyword
        job-release-action-supported P PWG5100.11 1setOf keyword
        job-resolvers-supported P PWG5100.13 1setOf collection
        job-resolvers-supported/resolver-name P PWG5100.13 name(MAX)
        job-resource-ids j PWG5100.22 1setOf integer(1:MAX)
        job-retain-until T PWG5100.7 keyword name(MAX)
        job-retain-until-default P PWG5100.7 keyword name(MAX)
        job-retain-until-interval T PWG5100.7 integer(0:MAX)
        job-retain-until-interval-supported P PWG5100.7 rangeOfInteger(0:MAX)
        job-retain-until-supported P PWG5100.7 1setOf keyword name(MAX)
        job-retain-until-time T PWG5100.7 dateTime
        job-retain-until-time-supported P PWG5100.7 rangeOfInteger(0:MAX)
        job-save-disposition T! PWG5100.11 collection
        job-save-printer-make-and-model J! PWG5100.11 text(127)
        job-settable-attributes-supported p RFC3380 1setOf keyword
        job-sheet-message T PWG5100.3 text(MAX)
        job-sheet-message-actual j PWG5100.8 1setOf text(MAX)
        job-sheet-message-default P PWG5100.3 text(MAX)
        job-sheet-message-supported P PWG5100.3 boolean
        job-sheets T RFC8011 keyword name(MAX)
        job-sheets-actual j PWG5100.8 1setOf keyword name
        job-sheets-col T PWG5100.7 collection
        job-sheets-col-actual j PWG5100.8 1setOf collection
        job-sheets-col-default P PWG5100.3 collection
        job-sheets-col-supported P PWG5100.3 1setOf keyword
        job-sheets-col/job-sheets T PWG5100.7 keyword name(MAX)
        job-sheets-col/media T PWG5100.7 keyword name(MAX)
        job-sheets-col/media-col T PWG5100.7 collection
        job-sheets-default P RFC8011 keyword name(MAX)
        job-sheets-supported P RFC8011 1setOf keyword name(MAX)
        job-spooling-supported P PWG5100.7 keyword
        job-state OE RFC8011 enum
        job-state j RFC8011 enum unknown
        job-state-message Oj RFC8011 text(MAX)
        job-state-reasons OjE RFC8011 1setOf keyword
        job-storage Oj PWG5100.11 collection
        job-storage-access-supported P PWG5100.11 1setOf keyword
        job-storage-disposition-supported P PWG5100.11 1setOf keyword
        job-storage-group-supported P PWG5100.11 1setOf name(MAX)
        job-storage-supported P PWG5100.11 1setOf keyword
        job-storage/job-storage-access O PWG5100.11 keyword
        job-storage/job-storage-disposition O PWG5100.11 keyword
        job-storage/job-storage-group O PWG5100.11 name(MAX)
        job-triggers-supported P PWG5100.13 1setOf collection
        job-triggers-supported/preset-name P PWG5100.13 keyword name(MAX)
        job-uri Oj RFC8011 uri
        job-uuid jE PWG5100.13 uri
        jpeg-features-supported P PWG5100.13 1setOf keyword
        jpeg-k-octets-supported P PWG5100.13 rangeOfInteger(0:MAX)
        jpeg-x-dimension-supported P PWG5100.13 rangeOfInteger(0:65535)
        jpeg-y-dimension-supported P PWG5100.13 rangeOfInteger(1:65535)
        k-octets d PWG5100.5 integer(0:MAX)
        k-octets-processed d PWG5100.5 integer(0:MAX)
        label-mode-configured P IPPLABEL keyword
        label-mode-supported P IPPLABEL 1setOf keyword
        label-tear-offset-configured P IPPLABEL integer(MIN:MAX)
        label-tear-offset-supported P IPPLABEL rangeOfInteger(MIN:MAX)
        laminating-sides-supported P PWG5100.1 1setOf keyword
        laminating-type-supported P PWG5100.1 1setOf keyword name(MAX)
        last-document Od RFC8011 boolean
        limit O RFC8011 integer(1:MAX)
        logo-uri-formats-supported P PWG5100.15 1setOf mimeMediaType
        logo-uri-schemes-supported P PWG5100.15 1setOf uriScheme
        material-amount-units-supported P PWG5100.21 1setOf keyword
        material-diameter-supported P PWG5100.21 1setOf integer(0:MAX) rangeOfInteger(0:MAX)
        material-nozzle-diameter-supported P PWG5100.21 1setOf integer(0:MAX) rangeOfInteger(0:MAX)
        material-purpose-supported P PWG5100.21 1setOf keyword
        material-rate-supported P PWG5100.21 1setOf integer(1:MAX) rangeOfInteger(1:MAX)
        material-rate-units-supported P PWG5100.21 1setOf keyword
        material-shell-thickness-supported P PWG5100.21 1setOf integer(0:MAX) rangeOfInteger(0:MAX)
        material-temperature-supported P PWG5100.21 1setOf integer(-273:MAX) rangeOfInteger(-273:MAX)
        material-type-supported P PWG5100.21 1setOf keyword
        materials-col TM PWG5100.21 1setOf collection
        materials-col-actual jd PWG5100.21 1setOf collection
        materials-col-database P PWG5100.21 1setOf collection
        materials-col-default P PWG5100.21 1setOf collection
        materials-col-ready P PWG5100.21 1setOf collection
        materials-col-supported P PWG5100.21 1setOf keyword
        materials-col/material-amount TM PWG5100.21 integer(0:MAX)
        materials-col/material-amount-units TM PWG5100.21 keyword
        materials-col/material-color TM PWG5100.21 keyword
        materials-col/material-diameter TM PWG5100.21 integer(0:MAX)
        materials-col/material-diameter-tolerance TM PWG5100.21 integer(0:MAX)
        materials-col/material-fill-density TM PWG5100.21 integer(0:100)
        materials-col/material-key TM PWG5100.21 keyword
        materials-col/material-name TM PWG5100.21 name(MAX)
        materials-col/material-nozzle-diameter TM PWG5100.21 integer(0:MAX)
        materials-col/material-purpose TM PWG5100.21 1setOf keyword
        materials-col/material-rate TM PWG5100.21 integer(1:MAX)
        materials-col/material-rate-units TM PWG5100.21 keyword
        materials-col/material-retraction TM PWG5100.21 boolean
        materials-col/material-shell-thickness TM PWG5100.21 integer(0:MAX)
        materials-col/material-temperature TM PWG5100.21 integer(-273:MAX) rangeOfInteger(-273:MAX)
        materials-col/material-type TM PWG5100.21 keyword name(MAX)
        max-client-info-supported P PWG5100.7 integer(4:MAX)
        max-materials-col-supported P PWG5100.21 integer(1:MAX)
        max-page-ranges-supported P PWG5100.7 integer(1:MAX)
        max-save-info-supported P! PWG5100.11 integer(1:MAX)
        max-stitching-locations-supported P PWG5100.1 integer(1:MAX)
        media TM RFC8011 keyword name(MAX)
        media-actual j PWG5100.8 1setOf keyword name(MAX)
        media-actual d PWG5100.5 1setOf keyword name
        media-back-coating-supported P PWG5100.7 1setOf keyword name(MAX)
        media-bottom-margin-supported P PWG5100.7 1setOf integer(0:MAX)
        media-col TM PWG5100.7 collection
        media-col-actual jd PWG5100.8 1setOf collection
        media-col-database P PWG5100.7 1setOf collection
        media-col-database/media-size P PWG5100.7 collection
        media-col-database/media-size/x-dimension P PWG5100.7 integer(1:MAX) rangeOfInteger(1:MAX)
        media-col-database/media-size/y-dimension P PWG5100.7 integer(1:MAX) rangeOfInteger(1:MAX)
        media-col-database/media-source-properties P PWG5100.7 collection
        media-col-database/media-source-properties/media-source-feed-direction P PWG5100.7 keyword
        media-col-database/media-source-properties/media-source-feed-orientation P PWG5100.7 enum
        media-col-default P PWG5100.7 collection
        media-col-ready P PWG5100.7 1setOf collection
        media-col-ready/media-size P PWG5100.7 collection
        media-col-ready/media-size/x-dimension P PWG5100.7 integer(1:MAX)
        media-col-ready/media-size/y-dimension P PWG5100.7 integer(0:MAX)
        media-col-ready/media-source-properties P PWG5100.7 collection
        media-col-ready/media-source-properties/media-source-feed-direction P PWG5100.7 keyword
        media-col-ready/media-source-properties/media-source-feed-orientation P PWG5100.7 enum
        media-col-supported P PWG5100.7 1setOf keyword
        media-col/media-back-coating T PWG5100.7 keyword name(MAX)
        media-col/media-bottom-margin T PWG5100.7 integer(0:MAX)
        media-col/media-color T PWG5100.7 keyword name(MAX)
        media-col/media-front-coating T PWG5100.7 keyword name(MAX)
        media-col/media-grain T PWG5100.7 keyword name(MAX)
        media-col/media-hole-count T PWG5100.7 integer(0:MAX)
        media-col/media-info T PWG5100.7 text(255)
        media-col/media-key T PWG5100.7 keyword name(MAX)
        media-col/media-left-margin T PWG5100.7 integer(0:MAX)
        media-col/media-order-count T PWG5100.7 integer(1:MAX)
        media-col/media-pre-printed T PWG5100.7 keyword name(MAX)
        media-col/media-recycled T PWG5100.7 keyword name(MAX)
        media-col/media-right-margin T PWG5100.7 integer(0:MAX)
        media-col/media-size T PWG5100.7 collection
        media-col/media-size-name T PWG5100.7 keyword name(MAX)
        media-col/media-size/x-dimension T PWG5100.7 integer(1:MAX)
        media-col/media-size/y-dimension T PWG5100.7 integer(1:MAX)
        media-col/media-source T PWG5100.7 keyword name(MAX)
        media-col/media-thickness T PWG5100.7 integer(1:MAX)
        media-col/media-tooth T PWG5100.7 keyword name(MAX)
        media-col/media-top-margin T PWG5100.7 integer(0:MAX)
        media-col/media-top-offset TM IPPLABEL integer(MIN:MIN)
        media-col/media-tracking TM IPPLABEL keyword
        media-col/media-type T PWG5100.7 keyword name(MAX)
        media-col/media-weight-metric T PWG5100.7 integer(0:MAX)
        media-color-supported P PWG5100.7 1setOf keyword name(MAX)
        media-default P RFC8011 no-value keyword name(MAX)
        media-front-coating-supported P PWG5100.7 1setOf keyword name(MAX)
        media-grain-supported P PWG5100.7 1setOf keyword name(MAX)
        media-hole-count-supported P PWG5100.7 1setOf rangeOfInteger(0:MAX)
        media-info-supported P! PWG5100.7 boolean
        media-input-tray-check TM- PWG5100.3 keyword name(MAX)
        media-input-tray-check-actual j- PWG5100.8 1setOf keyword name(MAX)
        media-key-supported P PWG5100.7 1setOf keyword name(MAX)
        media-left-margin-supported P PWG5100.7 1setOf integer(0:MAX)
        media-order-count-supported P PWG5100.7 1setOf rangeOfInteger(1:MAX)
        media-overprint TM PWG5100.13 collection
        media-overprint-default P PWG5100.13 collection no-value
        media-overprint-distance-supported P PWG5100.13 rangeOfInteger(0:MAX)
        media-overprint-method-supported P PWG5100.13 1setOf keyword
        media-overprint-supported P PWG5100.13 1setOf keyword
        media-overprint/media-overprint-distance TM PWG5100.13 integer(0:MAX)
        media-overprint/media-overprint-method TM PWG5100.13 keyword
        media-pre-printed-supported P PWG5100.7 1setOf keyword name(MAX)
        media-ready P RFC8011 1setOf keyword name(MAX)
        media-recycled-supported P PWG5100.7 1setOf keyword name(MAX)
        media-right-margin-supported P PWG5100.7 1setOf integer(0:MAX)
        media-sheets d PWG5100.5 integer(0:MAX)
        media-sheets-col d PWG5100.7 collection
        media-sheets-col/blank d PWG5100.7 integer(0:MAX)
        media-sheets-col/full-color d PWG5100.7 integer(0:MAX)
        media-sheets-col/highlight-color d PWG5100.7 integer(0:MAX)
        media-sheets-col/monochrome d XEROX20150505 integer(0:MAX)
        media-sheets-completed d PWG5100.5 integer(0:MAX)
        media-sheets-completed-col d PWG5100.5 collection
        media-size-supported P PWG5100.7 1setOf collection
        media-size-supported/x-dimension P PWG5100.7 integer(1:MAX) rangeOfInteger(1:MAX)
        media-size-supported/y-dimension P PWG5100.7 integer(1:MAX) rangeOfInteger(1:MAX)
        media-source-supported P PWG5100.7 1setOf keyword name(MAX)
        media-supported P RFC8011 1setOf keyword name(MAX)
        media-thickness-supported P PWG5100.7 1setOf rangeOfInteger(1:MAX)
        media-tooth-supported P PWG5100.7 1setOf keyword name(MAX)
        media-top-margin-supported P PWG5100.7 1setOf integer(0:MAX)
        media-top-offset-supported P IPPLABEL 1setOf integer(MIN:MAX) rangeOfInteger(MIN:MIN)
        media-tracking-supported P IPPLABEL 1setOf keyword
        media-type-supported P PWG5100.7 1setOf keyword name(MAX)
        media-weight-metric-supported P PWG5100.7 1setOf rangeOfInteger(1:MAX)
        message O RFC8011 text(127)
        message-supported P PWG5100.15 integer(0:1023)
        more-info d PWG5100.5 uri
        multiple-destination-uris-supported P PWG5100.15 boolean
        multiple-document-handling T RFC8011 keyword
        multiple-document-handling-actual j PWG5100.8 1setOf keyword
        multiple-document-handling-default P RFC8011 keyword
        multiple-document-handling-supported P RFC8011 1setOf keyword
        multiple-document-jobs-supported P RFC8011 boolean
        multiple-document-printers-supported Y PWG5100.22 boolean
        multiple-object-handling TM PWG5100.21 keyword
        multiple-object-handling-actual jd PWG5100.21 keyword
        multiple-object-handling-default P PWG5100.21 keyword
        multiple-object-handling-supported P PWG5100.21 1setOf keyword
        multiple-operation-time-out P RFC8011 integer(1:MAX)
        multiple-operation-time-out-action P PWG5100.13 keyword
        my-jobs O RFC8011 boolean
        natural-language-configured PY RFC8011 naturalLanguage
        notify-attributes S RFC3995 1setOf keyword
        notify-attributes-supported PY RFC3995 1setOf keyword
        notify-charset SE RFC3995 charset
        notify-events S RFC3995 1setOf keyword
        notify-events-default PY RFC3995 1setOf keyword
        notify-events-supported PY RFC3995 1setOf keyword
        notify-get-interval O RFC3996 integer(0:MAX)
        notify-job-id s RFC3995 integer(1:MAX)
        notify-lease-duration S RFC3995 integer(0:67108863)
        notify-lease-duration-default PY RFC3995 integer(0:67108863)
        notify-lease-duration-supported PY RFC3995 1setOf integer(0:67108863) rangeOfInteger(0:67108863)
        notify-lease-expiration-time s RFC3995 integer(0:MAX)
        notify-max-events-supported SY RFC3995 integer(2:MAX)
        notify-natural-language SE RFC3995 naturalLanguage
        notify-printer-ids O PWG5100.22 1setOf integer(1:65535)
        notify-printer-up-time s RFC3995 integer(1:MAX)
        notify-printer-uri sE RFC3995 uri
        notify-pull-method S RFC3995 keyword
        notify-pull-method-supported PY RFC3995 1setOf keyword
        notify-recipient-uri S RFC3995 uri
        notify-resource-id Os PWG5100.22 integer(1:MAX)
        notify-schemes-supported PY RFC3995 1setOf uriScheme
        notify-sequence-number sE RFC3995 integer(0:MAX)
        notify-sequence-numbers O RFC3996 1setOf integer(1:MAX)
        notify-status-code s RFC3995 enum
        notify-subscribed-event E RFC3995 keyword
        notify-subscriber-user-name s RFC3995 name(MAX)
        notify-subscriber-user-uri s PWG5100.13 uri
        notify-subscription-id sE RFC3995 integer(1:MAX)
        notify-subscription-ids O RFC3996 1setOf integer(1:MAX)
        notify-subscription-uuid sE PWG5100.13 uri
        notify-system-up-time s PWG5100.22 integer(0:MAX)
        notify-system-uri s PWG5100.22 uri
        notify-text E RFC3995 text(MAX)
        notify-time-interval S RFC3995 integer(0:MAX)
        notify-user-data SE RFC3995 octetString(63)
        notify-wait O RFC3996 boolean
        number-of-documents j RFC8011 integer(0:MAX)
        number-of-intervening-jobs j RFC8011 integer(0:MAX)
        number-of-retries T PWG5100.15 integer(0:MAX)
        number-of-retries-default P PWG5100.15 integer(0:MAX)
        number-of-retries-supported P PWG5100.15 rangeOfInteger(0:MAX)
        number-up TM RFC8011 integer(1:MAX)
        number-up-actual j PWG5100.8 1setOf integer(1:MAX)
        number-up-actual d PWG5100.5 1setOf integer
        number-up-default P RFC8011 integer(1:MAX)
        number-up-supported P RFC8011 1setOf integer(1:MAX) rangeOfInteger(1:MAX)
        oauth-authorization-scope PY PWG5100.23 1setOf name(MAX) no-value
        oauth-authorization-server-uri PY PWG5100.23 uri no-value
        operations-supported PY RFC8011 1setOf enum
        organization-name-supported P PWG5100.15 integer(0:1023)
        orientation-requested TM RFC8011 enum
        orientation-requested-actual jd PWG5100.8 1setOf enum
        orientation-requested-default P RFC8011 no-value enum
        orientation-requested-supported P RFC8011 1setOf enum
        original-requesting-user-name Oj RFC3998 name(MAX)
        output-attributes O PWG5100.17 collection
        output-attributes-actual jd PWG5100.17 collection
        output-attributes-default P PWG5100.17 collection no-value
        output-attributes-supported P PWG5100.17 1setOf keyword
        output-attributes/noise-removal O PWG5100.17 integer(0:100)
        output-attributes/output-compression-quality-factor O PWG5100.17 integer(0:100)
        output-bin TM PWG5100.2 keyword name(MAX)
        output-bin-actual j PWG5100.8 1setOf keyword name(MAX)
        output-bin-actual d PWG5100.5 1setOf name(MAX)
        output-bin-default P PWG5100.2 keyword name(MAX)
        output-bin-supported P PWG5100.2 1setOf keyword name(MAX)
        output-device TM PWG5100.7 name(127)
        output-device-actual jd! PWG5100.7 1setOf name(127)
        output-device-assigned j RFC8011 name(127)
        output-device-assigned d PWG5100.5 name(MAX)
        output-device-document-state d PWG5100.18 enum
        output-device-document-state-message d PWG5100.18 text(MAX)
        output-device-document-state-reasons d PWG5100.18 1setOf keyword
        output-device-job-state j PWG5100.18 enum
        output-device-job-state-message j PWG5100.18 text(MAX)
        output-device-job-state-reasons j PWG5100.18 1setOf keyword
        output-device-job-states O PWG5100.18 1setOf enum
        output-device-supported P PWG5100.7 1setOf name(127)
        output-device-uuid O PWG5100.18 uri
        output-device-uuid-assigned j PWG5100.18 uri
        output-device-uuid-supported P PWG5100.18 1setOf uri
        output-device-x509-certificate O PWG5100.22 1setOf text(MAX)
        output-device-x509-request O PWG5100.22 1setOf text(MAX)
        output-device-x509-type-supported Y PWG5100.22 1setOf keyword
        overrides T PWG5100.6 1setOf collection
        overrides-actual j PWG5100.6 1setOf collection
        overrides-supported P PWG5100.6 1setOf keyword
        overrides/document-copies T PWG5100.6 1setOf rangeOfInteger(MAX)
        overrides/document-numbers T PWG5100.6 1setOf rangeOfInteger(MAX)
        overrides/pages T PWG5100.6 1setOf rangeOfInteger(MAX)
        page-delivery TM PWG5100.3 keyword
        page-delivery-actual jd PWG5100.8 1setOf keyword
        page-delivery-default P PWG5100.3 keyword
        page-delivery-supported P PWG5100.3 1setOf keyword
        page-order-received TM! PWG5100.3 keyword
        page-order-received-actual j! IPP20190509B keyword
        page-order-received-actual d PWG5100.5 1setOf keyword
        page-order-received-default P! PWG5100.3 keyword
        page-order-received-supported P! PWG5100.3 1setOf keyword
        page-ranges TM RFC8011 1setOf rangeOfInteger(1:MAX)
        page-ranges-actual jd PWG5100.8 1setOf rangeOfInteger(1:MAX)
        page-ranges-supported P RFC8011 boolean
        pages d PWG5100.13 integer(0:MAX)
        pages-col d PWG5100.7 collection
        pages-col/full-color d PWG5100.7 integer(0:MAX)
        pages-col/monochrome d PWG5100.7 integer(0:MAX)
        pages-completed d PWG5100.13 integer(0:MAX)
        pages-completed-col d PWG5100.7 collection
        pages-per-minute p RFC8011 integer(0:MAX)
        pages-per-minute-color p RFC8011 integer(0:MAX)
        pages-per-subset T- PWG5100.13 1setOf integer(1:MAX)
        pages-per-subset-supported P- PWG5100.13 boolean
        parent-job-id j PWG5100.11 integer(1:MAX)
        parent-job-uuid j PWG5100.11 uri(45)
        parent-printers-supported P RFC3998 1setOf uri
        pclm-raster-back-side P HP20180907 keyword
        pclm-source-resolution T HP20180907 resolution
        pclm-source-resolution-supported P HP20180907 1setOf resolution
        pclm-strip-height-preferred P HP20180907 1setOf integer
        pclm-strip-height-supported P HP20180907 integer
        pdf-features-supported P PWG5100.21 1setOf keyword
        pdf-k-octets-supported P PWG5100.13 rangeOfInteger(0:MAX)
        pdf-versions-supported P PWG5100.13 1setOf keyword
        pdl-init-file TM! PWG5100.11 1setOf collection
        pdl-init-file-default P! PWG5100.11 1setOf collection
        pdl-init-file-entry-supported P! PWG5100.11 1setOf name(MAX)
        pdl-init-file-location-supported P! PWG5100.11 1setOf uri
        pdl-init-file-name-subdirectory-supported P! PWG5100.11 boolean
        pdl-init-file-name-supported P! PWG5100.11 1setOf name(MAX)
        pdl-init-file-supported P! PWG5100.11 1setOf keyword
        pdl-override-guaranteed-supported P IPPWG20151019 1setOf keyword
        pdl-override-supported P RFC8011 keyword
        pkcs7-document-format-supported P PWG5100.TRUSTNOONE 1setOf mimeMediaType
        platform-shape P PWG5100.21 keyword
        platform-temperature TM PWG5100.21 integer(-273:MAX)
        platform-temperature-actual jd PWG5100.21 1setOf integer(-273:MAX)
        platform-temperature-default P PWG5100.21 integer(-273:MAX)
        platform-temperature-supported P PWG5100.21 1setOf integer(-273:MAX) rangeOfInteger(-273:MAX)
        power-calendar-policy-col Y PWG5100.22 1setOf collection
        power-calendar-policy-col/calendar-id Y PWG5100.22 integer(1:MAX)
        power-calendar-policy-col/day-of-month Y PWG5100.22 integer(1:31)
        power-calendar-policy-col/day-of-week Y PWG5100.22 integer(1:7)
        power-calendar-policy-col/hour Y PWG5100.22 integer(0:23)
        power-calendar-policy-col/minute Y PWG5100.22 integer(0:59)
        power-calendar-policy-col/month Y PWG5100.22 integer(1:12)
        power-calendar-policy-col/request-power-state Y PWG5100.22 keyword
        power-calendar-policy-col/run-once Y PWG5100.22 boolean
        power-event-policy-col Y PWG5100.22 1setOf collection
        power-event-policy-col/event-id Y PWG5100.22 integer(1:MAX)
        power-event-policy-col/event-name Y PWG5100.22 name(127)
        power-event-policy-col/request-power-state Y PWG5100.22 keyword
        power-log-col y PWG5100.22 1setOf collection
        power-log-col/log-id y PWG5100.22 integer(1:MAX)
        power-log-col/power-state y PWG5100.22 keyword
        power-log-col/power-state-date-time y PWG5100.22 dateTime
        power-log-col/power-state-message y PWG5100.22 text(255)
        power-state-capabilities-col y PWG5100.22 1setOf collection
        power-state-capabilities-col/can-accept-jobs y PWG5100.22 boolean
        power-state-capabilities-col/can-process-jobs y PWG5100.22 boolean
        power-state-capabilities-col/power-active-watts y PWG5100.22 integer(0:MAX)
        power-state-capabilities-col/power-inactive-watts y PWG5100.22 integer(0:MAX)
        power-state-capabilities-col/power-state y PWG5100.22 keyword
        power-state-counters-col y PWG5100.22 1setOf collection
        power-state-counters-col/hibernate-transitions y PWG5100.22 integer(0:MAX)
        power-state-counters-col/on-transitions y PWG5100.22 integer(0:MAX)
        power-state-counters-col/standby-transitions y PWG5100.22 integer(0:MAX)
        power-state-counters-col/suspend-transitions y PWG5100.22 integer(0:MAX)
        power-state-monitor-col y PWG5100.22 collection
        power-state-monitor-col/current-month-kwh y PWG5100.22 integer(0:MAX)
        power-state-monitor-col/current-watts y PWG5100.22 integer(0:MAX)
        power-state-monitor-col/lifetime-kwh y PWG5100.22 integer(0:MAX)
        power-state-monitor-col/meters-are-actual y PWG5100.22 boolean
        power-state-monitor-col/power-state y PWG5100.22 keyword
        power-state-monitor-col/power-state-message y PWG5100.22 text(255)
        power-state-monitor-col/power-usage-is-rms-watts y PWG5100.22 boolean
        power-state-transitions-col y PWG5100.22 1setOf collection
        power-state-transitions-col/end-power-state y PWG5100.22 keyword
        power-state-transitions-col/start-power-state y PWG5100.22 keyword
        power-state-transitions-col/state-transition-seconds y PWG5100.22 integer(0:MAX)
        power-timeout-policy-col Y PWG5100.22 1setOf collection
        power-timeout-policy-col/start-power-state Y PWG5100.22 keyword
        power-timeout-policy-col/timeout-id Y PWG5100.22 integer(1:MAX)
        power-timeout-policy-col/timeout-predicate Y PWG5100.22 keyword
        power-timeout-policy-col/timeout-seconds Y PWG5100.22 integer(0:MAX)
        preferred-attributes O PWG5100.13 collection
        preferred-attributes-supported P PWG5100.13 boolean
        presentation-direction-number-up TM- PWG5100.3 keyword
        presentation-direction-number-up-actual jd- PWG5100.8 1setOf keyword
        presentation-direction-number-up-default P- PWG5100.3 keyword
        presentation-direction-number-up-supported P- PWG5100.3 1setOf keyword
        print-accuracy TM PWG5100.21 collection
        print-accuracy-actual jd PWG5100.21 collection
        print-accuracy-supported P PWG5100.21 collection
        print-accuracy-supported/accuracy-units P PWG5100.21 keyword
        print-accuracy-supported/x-accuracy P PWG5100.21 integer(0:MAX)
        print-accuracy-supported/y-accuracy P PWG5100.21 integer(0:MAX)
        print-accuracy-supported/z-accuracy P PWG5100.21 integer(0:MAX)
        print-accuracy/accuracy-units TM PWG5100.21 keyword
        print-accuracy/x-accuracy TM PWG5100.21 integer(0:MAX)
        print-accuracy/y-accuracy TM PWG5100.21 integer(0:MAX)
        print-accuracy/z-accuracy TM PWG5100.21 integer(0:MAX)
        print-base TM PWG5100.21 keyword
        print-base-actual jd PWG5100.21 1setOf keyword
        print-base-default P PWG5100.21 keyword
        print-base-supported P PWG5100.21 1setOf keyword
        print-color-mode TM PWG5100.13 keyword
        print-color-mode-actual jd PWG5100.13 1setOf keyword
        print-color-mode-default P PWG5100.13 keyword
        print-color-mode-icc-profiles P PWG5100.13 1setOf collection
        print-color-mode-icc-profiles/print-color-mode P PWG5100.13 keyword
        print-color-mode-icc-profiles/profile-uri P PWG5100.13 uri
        print-color-mode-supported P PWG5100.13 1setOf keyword
        print-content-optimize TM PWG5100.7 keyword
        print-content-optimize-actual jd PWG5100.7 1setOf keyword
        print-content-optimize-default P PWG5100.7 keyword
        print-content-optimize-supported P PWG5100.7 1setOf keyword
        print-darkness TM IPPLABEL integer(-100:100)
        print-darkness-default P IPPLABEL integer(-100:100)
        print-darkness-supported P IPPLABEL integer(1:100)
        print-objects TM PWG5100.21 1setOf collection
        print-objects-actual jd PWG5100.21 1setOf collection
        print-objects-supported P PWG5100.21 1setOf keyword
        print-objects/document-number TM PWG5100.21 integer(1:MAX)
        print-objects/object-offset TM PWG5100.21 collection
        print-objects/object-offset/x-offset TM PWG5100.21 integer(0:MAX)
        print-objects/object-offset/y-offset TM PWG5100.21 integer(0:MAX)
        print-objects/object-offset/z-offset TM PWG5100.21 integer(0:MAX)
        print-objects/object-size TM PWG5100.21 collection
        print-objects/object-size/x-dimension TM PWG5100.21 integer(1:MAX)
        print-objects/object-size/y-dimension TM PWG5100.21 integer(1:MAX)
        print-objects/object-size/z-dimension TM PWG5100.21 integer(1:MAX)
        print-objects/object-uuid TM PWG5100.21 uri
        print-processing-attributes-supported P PWG5100.13 1setOf keyword
        print-quality TM RFC8011 enum
        print-quality-actual jd PWG5100.8 1setOf enum
        print-quality-default P RFC8011 enum
        print-quality-supported P RFC8011 1setOf enum
        print-rendering-intent TM PWG5100.13 keyword
        print-rendering-intent-default P PWG5100.13 keyword
        print-rendering-intent-supported P PWG5100.13 1setOf keyword
        print-scaling TM PWG5100.13 keyword
        print-scaling-default P PWG5100.13 keyword
        print-scaling-supported P PWG5100.13 1setOf keyword
        print-speed TM IPPLABEL integer(1:MAX)
        print-speed-default P IPPLABEL integer(1:MAX)
        print-speed-supported P IPPLABEL 1setOf integer(1:MAX) rangeOfInteger(1:MAX)
        print-supports TM PWG5100.21 keyword
        print-supports-actual jd PWG5100.21 1setOf keyword
        print-supports-default P PWG5100.21 keyword
        print-supports-supported P PWG5100.21 1setOf keyword
        printer-alert p PWG5100.9 1setOf octetString(MAX)
        printer-alert-description p PWG5100.9 1setOf text(MAX)
        printer-asset-tag P PWG5100.11 octetString(MAX)
        printer-camera-image-uri Pp PWG5100.21 1setOf uri
        printer-charge-info P PWG5100.16 text(MAX)
        printer-charge-info-uri P PWG5100.16 uri
        printer-config-change-date-time p PWG5100.13 dateTime unknown
        printer-config-change-time p PWG5100.13 integer(1:MAX)
        printer-config-changes p PWG5100.22 integer(0:MAX)
        printer-console-display p IPPCONSOLE 1setOf text(MAX)
        printer-console-light p IPPCONSOLE 1setOf octetString(MAX)
        printer-console-light-description p IPPCONSOLE 1setOf text(MAX)
        printer-contact-col P PWG5100.22 collection unknown
        printer-contact-col/contact-name P PWG5100.22 name(MAX)
        printer-contact-col/contact-uri P PWG5100.22 uri
        printer-contact-col/contact-vcard P PWG5100.22 1setOf text(MAX)
        printer-cover p IPP20210223 1setOf octetString(MAX)
        printer-cover-description p IPP20210223 1setOf text(MAX)
        printer-creation-attributes-supported Y PWG5100.22 1setOf keyword
        printer-current-time PE RFC8011 dateTime unknown
        printer-darkness-configured P IPPLABEL integer(0:100)
        printer-darkness-supported P IPPLABEL integer(1:100)
        printer-detailed-status-messages Pp PWG5100.11 1setOf text(MAX)
        printer-device-id P PWG5107.2 text(1023)
        printer-dns-sd-name P PWG5100.13 name(63)
        printer-driver-installer P RFC8011 uri
        printer-fax-log-uri P PWG5100.15 uri
        printer-fax-modem-info P PWG5100.15 1setOf text(MAX)
        printer-fax-modem-name P PWG5100.15 1setOf name(MAX)
        printer-fax-modem-number P PWG5100.15 1setOf uri
        printer-finisher p PWG5100.1 1setOf octetString(MAX)
        printer-finisher-description p PWG5100.1 1setOf text(MAX)
        printer-finisher-supplies p PWG5100.1 1setOf octetString
        printer-finisher-supplies-description p PWG5100.1 1setOf text(MAX)
        printer-firmware-name p PWG5100.13 1setOf name(MAX)
        printer-firmware-patches p PWG5100.13 1setOf text(MAX)
        printer-firmware-string-version p PWG5100.13 1setOf text(MAX)
        printer-firmware-version p PWG5100.13 1setOf octetString(MAX)
        printer-geo-location O PWG5100.22 uri
        printer-geo-location P PWG5100.13 uri unknown
        printer-get-attributes-supported P PWG5100.13 1setOf keyword
        printer-home-page-uri p IPPCONSOLE uri
        printer-icc-profiles P PWG5100.13 1setOf collection
        printer-icc-profiles/profile-name P PWG5100.13 name(MAX)
        printer-icc-profiles/profile-url P PWG5100.13 uri
        printer-icons P PWG5100.13 1setOf uri
        printer-id Op PWG5100.22 integer(1:65535)
        printer-ids O PWG5100.22 1setOf integer(1:65535)
        printer-impressions-completed p PWG5100.22 integer(0:MAX)
        printer-impressions-completed-col p PWG5100.22 collection
        printer-info P RFC8011 text(127)
        printer-input-tray p PWG5100.13 1setOf octetString(MAX)
        printer-is-accepting-jobs pE RFC8011 boolean
        printer-kind P PWG5100.13 1setOf keyword name(MAX)
        printer-location OP PWG5100.22 text(127)
        printer-make-and-model P RFC8011 text(127)
        printer-mandatory-job-attributes P PWG5100.13 1setOf keyword
        printer-media-sheets-completed p PWG5100.22 integer(0:MAX)
        printer-media-sheets-completed-col p PWG5100.22 collection
        printer-message-date-time p RFC3380 dateTime
        printer-message-from-operator Op RFC3380 text(127)
        printer-message-time p RFC3380 integer(MIN:MAX)
        printer-mode-configured P PWG5100.18 keyword
        printer-mode-supported P PWG5100.18 1setOf keyword
        printer-more-info p RFC8011 uri
        printer-more-info-manufacturer P RFC8011 uri
        printer-name P RFC8011 name(127)
        printer-organization P PWG5100.13 1setOf text(MAX)
        printer-organizational-unit P PWG5100.13 1setOf text(MAX)
        printer-output-tray p PWG5100.13 1setOf octetString(MAX)
        printer-pages-completed p PWG5100.22 integer(0:MAX)
        printer-pages-completed-col p PWG5100.22 collection
        printer-pkcs7-public-key P PWG5100.TRUSTNOONE 1setOf text(MAX)
        printer-pkcs7-repertoire-configured P PWG5100.TRUSTNOONE keyword
        printer-pkcs7-repertoire-supported P PWG5100.TRUSTNOONE 1setOf keyword
        printer-privacy-policy-uri P IPPPRIVACY10 uri
        printer-requested-job-attributes P PWG5100.16 1setOf keyword
        printer-resolution TM RFC8011 resolution
        printer-resolution-actual jd PWG5100.8 1setOf resolution
        printer-resolution-default P RFC8011 resolution
        printer-resolution-supported P RFC8011 1setOf resolution
        printer-serial-number p PWG5100.11 text(255)
        printer-service-contact-col P PWG5100.11 collection
        printer-service-contact-col/contact-name P PWG5100.11 name(MAX)
        printer-service-contact-col/contact-uri P PWG5100.11 uri
        printer-service-contact-col/contact-vcard P PWG5100.11 1setOf text(MAX)
        printer-service-type O PWG5100.22 1setOf keyword
        printer-service-type p PWG5100.22 keyword
        printer-settable-attributes-supported p RFC3380 1setOf keyword
        printer-state pE RFC8011 enum
        printer-state-change-date-time p RFC3995 dateTime
        printer-state-change-time p RFC3995 integer(1:MAX)
        printer-state-message p RFC8011 text(MAX)
        printer-state-reasons pE RFC8011 1setOf keyword
        printer-static-resource-directory-uri P PWG5100.18 uri
        printer-static-resource-k-octets-free p PWG5100.18 integer(0:MAX)
        printer-static-resource-k-octets-supported P PWG5100.18 integer(0:MAX)
        printer-storage p PWG5100.11 1setOf octetString(MAX)
        printer-storage-description p PWG5100.11 1setOf text(MAX)
        printer-strings-languages-supported P PWG5100.13 1setOf naturalLanguage
        printer-strings-uri P PWG5100.13 uri no-value
        printer-supply p PWG5100.13 1setOf octetString(MAX)
        printer-supply-description p PWG5100.13 1setOf text(MAX)
        printer-supply-info-uri p PWG5100.13 uri
        printer-up-time OpdE RFC3996 integer(1:MAX)
        printer-uri O RFC8011 uri
        printer-uri-supported p RFC8011 1setOf uri
        printer-uuid p PWG5100.13 uri
        printer-volume-supported P PWG5100.21 collection
        printer-volume-supported/x-dimension P PWG5100.21 integer(1:MAX)
        printer-volume-supported/y-dimension P PWG5100.21 integer(1:MAX)
        printer-volume-supported/z-dimension P PWG5100.21 integer(1:MAX)
        printer-wifi-password P IPPWIFI octetString(MAX)
        printer-wifi-ssid P IPPWIFI name(MAX)
        printer-wifi-state p IPPWIFI enum
        printer-xri-requested O PWG5100.22 1setOf collection
        printer-xri-supported P RFC3380 1setOf collection
        printer-xri-supported/xri-authentication P RFC3380 keyword
        printer-xri-supported/xri-security P RFC3380 keyword
        printer-xri-supported/xri-uri P RFC3380 uri
        profile-uri-actual O PWG5100.16 uri
        proof-copies T PWG5100.11 integer(1:MAX)
        proof-copies-supported P PWG5100.11 rangeOfInteger(1:MAX)
        proof-print T- PWG5100.11 collection
        proof-print-copies-supported P PWG5100.11 rangeOfInteger(0:MAX)
        proof-print-default P- PWG5100.11 collection no-value
        proof-print-supported P- PWG5100.11 1setOf keyword
        proof-print/media T- PWG5100.11 keyword name(MAX)
        proof-print/media-col T- PWG5100.11 collection
        proof-print/proof-print-copies T- PWG5100.11 integer(0:MAX)
        punching-hole-diameter-configured P PWG5100.1 integer(0:MAX)
        punching-locations-supported P PWG5100.1 1setOf integer(0:MAX) rangeOfInteger(0:MAX)
        punching-offset-supported P PWG5100.1 1setOf integer(0:MAX) rangeOfInteger(0:MAX)
        punching-reference-edge-supported P PWG5100.1 1setOf keyword
        pwg-raster-document-resolution-supported P PWG5102.4 1setOf resolution
        pwg-raster-document-sheet-back P PWG5102.4 keyword
        pwg-raster-document-type-supported P PWG5102.4 1setOf keyword
        pwg-safe-gcode-supported P PWG5199.7 1setOf text(MAX)
        queued-job-count p RFC8011 integer(0:MAX)
        reference-uri-schemes-supported P- RFC8011 1setOf uriScheme
        repertoire-supported P PWG5101.2 1setOf keyword name
        requested-attributes O RFC8011 1setOf keyword
        requesting-user-name O RFC8011 name(MAX)
        requesting-user-pkcs7-public-key O PWG5100.TRUSTNOONE 1setOf text(MAX)
        requesting-user-uri O PWG5100.13 uri
        requesting-user-uri-schemes-supported P PWG5100.13 1setOf uriScheme
        requesting-user-uri-supported P PWG5100.13 boolean
        resource-data-uri r PWG5100.22 uri no-value
        resource-format Or PWG5100.22 mimeMediaType
        resource-format-accepted O PWG5100.22 1setOf mimeMediaType
        resource-format-supported Y PWG5100.22 1setOf mimeMediaType
        resource-formats O PWG5100.22 1setOf mimeMediaType
        resource-id Or PWG5100.22 integer(1:MAX)
        resource-ids O PWG5100.22 1setOf integer(1:MAX)
        resource-info R PWG5100.22 text(MAX)
        resource-k-octets Or PWG5100.22 integer(0:MAX)
        resource-name R PWG5100.22 name(MAX)
        resource-natural-language Or PWG5100.22 naturalLanguage
        resource-patches Or PWG5100.22 text(MAX) no-value
        resource-settable-attributes-supported Y PWG5100.22 1setOf keyword
        resource-signature Or PWG5100.22 1setOf octetString(MAX)
        resource-state r PWG5100.22 enum
        resource-state-message r PWG5100.22 text(MAX)
        resource-state-reasons r PWG5100.22 1setOf keyword
        resource-states O PWG5100.22 1setOf enum
        resource-string-version Or PWG5100.22 text(MAX) no-value
        resource-type Or PWG5100.22 keyword
        resource-type-supported Y PWG5100.22 1setOf keyword
        resource-types O PWG5100.22 1setOf keyword
        resource-use-count r PWG5100.22 integer(0:MAX)
        resource-uuid r PWG5100.22 uri(45)
        resource-version Or PWG5100.22 octetString(64) no-value
        restart-get-interval O PWG5100.22 integer(0:MAX)
        retry-interval T PWG5100.15 integer(1:MAX)
        retry-interval-default P PWG5100.15 integer(1:MAX)
        retry-interval-supported P PWG5100.15 rangeOfInteger(1:MAX)
        retry-time-out T PWG5100.15 integer(1:MAX)
        retry-time-out-default P PWG5100.15 integer(1:MAX)
        retry-time-out-supported P PWG5100.15 rangeOfInteger(1:MAX)
        save-disposition-supported P! PWG5100.11 1setOf keyword
        save-document-format-default P! PWG5100.11 mimeMediaType
        save-document-format-supported P! PWG5100.11 1setOf mimeMediaType
        save-location-default P! PWG5100.11 uri
        save-location-supported P! PWG5100.11 1setOf uri
        save-name-subdirectory-supported P! PWG5100.11 boolean
        save-name-supported P! PWG5100.11 boolean
        separator-sheets TM PWG5100.3 collection
        separator-sheets-actual jd PWG5100.8 1setOf collection
        separator-sheets-default P PWG5100.3 collection
        separator-sheets-supported P PWG5100.3 1setOf keyword
        separator-sheets/media T RFC8011 keyword name(MAX)
        separator-sheets/media-col T PWG5100.3 collection
        separator-sheets/separator-sheets-type T PWG5100.3 keyword name(MAX)
        sheet-collate T! RFC3381 keyword
        sheet-collate M PWG5100.5 keyword
        sheet-collate-actual j- PWG5100.8 1setOf keyword
        sheet-collate-default P! RFC3381 keyword
        sheet-collate-supported P! RFC3381 1setOf keyword
        sheet-completed-copy-number jd! RFC3381 integer(0:MAX)
        sheet-completed-document-number j! RFC3381 integer(0:MAX)
        sides TM RFC8011 keyword
        sides-actual jd PWG5100.8 1setOf keyword
        sides-default P RFC8011 keyword
        sides-supported P RFC8011 1setOf keyword
        smi2699-auth-group-supported Y IPPSERVER 1setOf name(MAX)
        smi2699-auth-print-group P IPPSERVER name(MAX)
        smi2699-auth-proxy-group P IPPSERVER name(MAX)
        smi2699-device-command P IPPSERVER name(MAX)
        smi2699-device-command-supported Y IPPSERVER 1setOf name(MAX)
        smi2699-device-format P IPPSERVER mimeMediaType
        smi2699-device-format-supported Y IPPSERVER 1setOf mimeMediaType
        smi2699-device-name P IPPSERVER name(MAX)
        smi2699-device-uri P IPPSERVER uri
        smi2699-device-uri-schemes-supported Y IPPSERVER 1setOf uriScheme
        status-message O RFC8011 text(255)
        stitching-angle-supported P PWG5100.1 1setOf integer(0:359) rangeOfInteger(0:359)
        stitching-locations-supported P PWG5100.1 1setOf integer(0:MAX) rangeOfInteger(0:MAX)
        stitching-method-supported P PWG5100.1 1setOf keyword
        stitching-offset-supported P PWG5100.1 1setOf integer(0:MAX) rangeOfInteger(0:MAX)
        stitching-reference-edge-supported P PWG5100.1 1setOf keyword
        subject-supported P PWG5100.15 integer(0:1023)
        subordinate-printers-supported P RFC3998 1setOf uri
        subscription-privacy-attributes P IPPPRIVACY10 1setOf keyword
        subscription-privacy-scope P IPPPRIVACY10 keyword
        system-asset-tag Y PWG5100.22 octetString(MAX)
        system-config-change-date-time y PWG5100.22 dateTime
        system-config-change-time y PWG5100.22 integer(0:MAX)
        system-config-changes y PWG5100.22 integer(0:MAX)
        system-configured-printers y PWG5100.22 1setOf collection
        system-configured-printers/printer-id y PWG5100.22 integer(0:65535)
        system-configured-printers/printer-info y PWG5100.22 text(127)
        system-configured-printers/printer-is-accepting-jobs y PWG5100.22 boolean
        system-configured-printers/printer-name y PWG5100.22 name(127)
        system-configured-printers/printer-service-type y PWG5100.22 keyword
        system-configured-printers/printer-state y PWG5100.22 enum
        system-configured-printers/printer-state-reasons y PWG5100.22 1setOf keyword
        system-configured-printers/printer-xri-supported y PWG5100.22 collection
        system-configured-resources y PWG5100.22 1setOf collection
        system-configured-resources/resource-format y PWG5100.22 mimeMediaType
        system-configured-resources/resource-id y PWG5100.22 integer(1:MAX)
        system-configured-resources/resource-info y PWG5100.22 text(127)
        system-configured-resources/resource-name y PWG5100.22 name(127)
        system-configured-resources/resource-state y PWG5100.22 enum
        system-configured-resources/resource-type y PWG5100.22 keyword
        system-contact-col Y PWG5100.22 collection unknown
        system-current-time Y PWG5100.22 dateTime
        system-default-printer-id Y PWG5100.22 integer(1:65535) no-value
        system-dns-sd-name Y PWG5100.22 name(63)
        system-firmware-name y PWG5100.22 1setOf name(MAX)
        system-firmware-patches y PWG5100.22 1setOf text(MAX)
        system-firmware-string-version y PWG5100.22 1setOf text(MAX)
        system-firmware-version y PWG5100.22 1setOf octetString(64)
        system-geo-location Y PWG5100.22 uri unknown
        system-impressions-completed y PWG5100.22 integer(0:MAX)
        system-impressions-completed-col y PWG5100.22 collection
        system-info Y PWG5100.22 text(127)
        system-location Y PWG5100.22 text(127)
        system-make-and-model Y PWG5100.22 text(127)
        system-mandatory-printer-attributes Y PWG5100.22 1setOf keyword
        system-mandatory-registration-attributes Y PWG5100.22 1setOf keyword
        system-media-sheets-completed y PWG5100.22 integer(0:MAX)
        system-media-sheets-completed-col y PWG5100.22 collection
        system-message-from-operator Y PWG5100.22 text(127)
        system-name Y PWG5100.22 name(127)
        system-pages-completed y PWG5100.22 integer(0:MAX)
        system-pages-completed-col y PWG5100.22 collection
        system-resident-application-name y PWG5100.22 1setOf name(MAX)
        system-resident-application-patches y PWG5100.22 1setOf text(MAX)
        system-resident-application-string-version y PWG5100.22 1setOf text(MAX)
        system-resident-application-version y PWG5100.22 1setOf octetString(64)
        system-serial-number y PWG5100.22 text(255)
        system-service-contact-col Y PWG5100.22 collection unknown
        system-settable-attributes-supported Y PWG5100.22 1setOf keyword
        system-state y PWG5100.22 enum
        system-state-change-date-time y PWG5100.22 dateTime
        system-state-change-time y PWG5100.22 integer(0:MAX)
        system-state-message y PWG5100.22 text(MAX)
        system-state-reasons y PWG5100.22 1setOf keyword
        system-strings-languages-supported Y PWG5100.22 1setOf naturalLanguage
        system-strings-uri Y PWG5100.22 uri no-value
        system-time-source y PWG5100.22 keyword name(MAX)
        system-up-time y PWG5100.22 integer(1:MAX)
        system-uri O PWG5100.22 uri
        system-user-application-name y PWG5100.22 1setOf name(MAX)
        system-user-application-patches y PWG5100.22 1setOf text(MAX)
        system-user-application-string-version y PWG5100.22 1setOf text(MAX)
        system-user-application-version y PWG5100.22 1setOf octetString(64)
        system-uuid y PWG5100.22 uri(45)
        system-xri-supported Y PWG5100.22 1setOf collection
        time-at-canceled r PWG5100.22 integer(MIN:MAX) no-value
        time-at-completed j RFC8011 integer(MIN:MAX) no-value
        time-at-completed d PWG5100.5 integer(MIN:MAX)
        time-at-completed-estimated j PWG5100.3 integer(MIN:MAX) unknown
        time-at-creation jdr RFC8011 integer(MIN:MAX)
        time-at-installed r PWG5100.22 integer(MIN:MAX) no-value
        time-at-processing j RFC8011 integer(MIN:MAX) no-value
        time-at-processing d PWG5100.5 integer(MIN:MAX)
        time-at-processing-estimated j PWG5100.3 integer(MIN:MAX) unknown
        to-name-supported P PWG5100.15 integer(0:1023)
        trimming-offset-supported P PWG5100.1 1setOf integer(0:MAX) rangeOfInteger(0:MAX)
        trimming-reference-edge-supported P PWG5100.1 1setOf keyword
        trimming-type-supported P PWG5100.1 1setOf keyword
        trimming-when-supported P PWG5100.1 1setOf keyword
        uri-authentication-supported P RFC8011 1setOf keyword
        uri-security-supported P RFC8011 1setOf keyword
        user-defined-values-supported P! PWG5100.3 1setOf keyword
        warnings-count jd PWG5100.7 integer(0:MAX)
        which-jobs O RFC8011 keyword
        which-jobs-supported P PWG5100.7 1setOf keyword
        which-printers O PWG5100.22 keyword
        x-image-position TM PWG5100.3 keyword
        x-image-position-actual jd PWG5100.8 1setOf keyword
        x-image-position-default P PWG5100.3 keyword
        x-image-position-supported P PWG5100.3 1setOf keyword
        x-image-shift TM PWG5100.3 integer(MIN:MAX)
        x-image-shift-actual jd PWG5100.8 1setOf integer(MIN:MAX)
        x-image-shift-default P PWG5100.3 integer(MIN:MAX)
        x-image-shift-supported P PWG5100.3 rangeOfInteger(MIN:MAX)
        x-side1-image-shift TM PWG5100.3 integer(MIN:MAX)
        x-side1-image-shift-actual jd PWG5100.8 1setOf integer(MIN:MAX)
        x-side1-image-shift-default P PWG5100.3 integer(MIN:MAX)
        x-side1-image-shift-supported P! PWG5100.3 rangeOfInteger(MIN:MAX)
        x-side2-image-shift TM PWG5100.3 integer(MIN:MAX)
        x-side2-image-shift-actual jd PWG5100.8 1setOf integer(MIN:MAX)
        x-side2-image-shift-default P PWG5100.3 integer(MIN:MAX)
        x-side2-image-shift-supported P! PWG5100.3 rangeOfInteger(MIN:MAX)
        xri-authentication-supported py RFC3380 1setOf keyword
        xri-security-supported py RFC3380 1setOf keyword
        xri-uri-scheme-supported py RFC3380 1setOf uriScheme
        y-image-position TM PWG5100.3 keyword
        y-image-position-actual jd PWG5100.8 1setOf keyword
        y-image-position-default P PWG5100.3 keyword
        y-image-position-supported P PWG5100.3 1setOf keyword
        y-image-shift TM PWG5100.3 integer(MIN:MAX)
        y-image-shift-actual jd PWG5100.8 1setOf integer(MIN:MAX)
        y-image-shift-default P PWG5100.3 integer(MIN:MAX)
        y-image-shift-supported P PWG5100.3 rangeOfInteger(MIN:MAX)
        y-side1-image-shift TM PWG5100.3 integer(MIN:MAX)
        y-side1-image-shift-actual jd PWG5100.8 1setOf integer(MIN:MAX)
        y-side1-image-shift-default P PWG5100.3 integer(MIN:MAX)
        y-side1-image-shift-supported P! PWG5100.3 rangeOfInteger(MIN:MAX)
        y-side2-image-shift TM PWG5100.3 integer(MIN:MAX)
        y-side2-image-shift-actual jd PWG5100.8 1setOf integer(MIN:MAX)
        y-side2-image-shift-default P PWG5100.3 integer(MIN:MAX)
        y-side2-image-shift-supported P! PWG5100.3 rangeOfInteger(MIN:MAX)
        """

    /// A line: a collection, then those whose members it has.
    static let borrowedMembersTable = """
        cover-back-actual cover-back
        cover-back-default cover-back
        cover-back/media-col media-col
        cover-front-actual cover-front
        cover-front-default cover-front
        cover-front/media-col media-col
        cover-sheet-info-default cover-sheet-info
        finishings-col-actual finishings-col
        finishings-col-default finishings-col
        finishings-col-ready finishings-col
        impressions-completed-col impressions-col
        insert-sheet-actual insert-sheet
        job-constraints-supported job-template
        job-error-sheet-actual job-error-sheet
        job-error-sheet-default job-error-sheet
        job-error-sheet/media-col media-col
        job-impressions-completed-col job-impressions-col
        job-media-sheets-completed-col job-media-sheets-col
        job-pages-completed-col job-pages-col
        job-resolvers-supported job-template
        job-sheets-col-actual job-sheets-col
        job-sheets-col-default job-sheets-col
        job-sheets-col/media-col media-col
        media-col-actual media-col
        media-col-database media-col
        media-col-default media-col
        media-col-ready media-col
        media-sheets-completed-col media-sheets-col
        overrides job-template
        overrides-actual overrides
        pages-completed-col pages-col
        proof-print-default proof-print
        proof-print/media-col media-col
        separator-sheets-actual separator-sheets
        separator-sheets-default separator-sheets
        separator-sheets/media-col media-col
        """
}
