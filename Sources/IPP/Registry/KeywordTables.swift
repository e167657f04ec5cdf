// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension Registry {
    /// Keywords behind their attribute and a colon; `=` is before an attribute whose keywords count here
    /// too, `-` before a keyword no longer in use.
    static let keywordTables: [String] = [
        """
        accuracy-units: mm nm um
        accuracy-units-supported: =accuracy-units
        baling-type: band shrink-wrap wrap
        baling-type-supported: =baling-type
        baling-when: after-job after-sets
        baling-when-supported: =baling-when
        binding-reference-edge: bottom left right top
        binding-reference-edge-supported: =binding-reference-edge
        binding-type: adhesive comb flat padding perfect spiral tape velo
        binding-type-supported: =binding-type
        coating-sides: back both front
        coating-sides-supported: =coating-sides
        coating-type: archival archival-glossy archival-matte archival-semi-gloss glossy high-gloss matte
        semi-gloss silicone translucent water-resistant
        coating-type-supported: =coating-type
        compression: compress deflate gzip none
        compression-accepted: =compression
        compression-supported: =compression
        cover-type: no-cover print-back print-both print-front print-none -no-cover -print-back -print-both
        -print-front -print-none
        covering-name: plain pre-cut pre-printed
        covering-name-supported: =covering-name
        current-page-order: =page-order-received
        document-digital-signature: dss none pgp smime xmldsig
        document-digital-signature-default: =document-digital-signature
        document-digital-signature-supported: =document-digital-signature
        document-format-varying-attributes: none
        document-privacy-attributes: all default document-description document-template none
        document-privacy-scope: all default none owner
        document-state-reasons: aborted-by-system canceled-at-device canceled-by-operator canceled-by-user
        completed-successfully completed-with-errors completed-with-warnings compression-error
        data-insufficient digital-signature-did-not-verify digital-signature-type-not-supported
        digital-signature-wait document-access-error -document-access-error document-fetchable
        document-format-error document-password-error document-permission-error document-security-error
        document-unprintable-error errors-detected incoming interpreting none outgoing printing
        processing-to-stop-point queued queued-for-marker queued-in-device resources-are-not-ready
        resources-are-not-supported submission-interrupted transforming unsupported-compression
        unsupported-document-format warnings-detected
        feed-orientation: long-edge-first short-edge-first
        feed-orientation-supported: =feed-orientation
        finishing-template: bale bind bind-bottom bind-left bind-right bind-top booklet-maker coat cover
        edge-stitch edge-stitch-bottom edge-stitch-left edge-stitch-right edge-stitch-top fold
        fold-accordion fold-double-gate fold-engineering-z fold-gate fold-half fold-half-z fold-left-gate
        fold-letter fold-parallel fold-poster fold-right-gate fold-z jdf-f2-1 jdf-f4-1 jdf-f4-2 jdf-f6-1
        jdf-f6-2 jdf-f6-3 jdf-f6-4 jdf-f6-5 jdf-f6-6 jdf-f6-7 jdf-f6-8 jdf-f8-1 jdf-f8-2 jdf-f8-3 jdf-f8-4
        jdf-f8-5 jdf-f8-6 jdf-f8-7 jdf-f10-1 jdf-f10-2 jdf-f10-3 jdf-f12-1 jdf-f12-2 jdf-f12-3 jdf-f12-4
        jdf-f12-5 jdf-f12-6 jdf-f12-7 jdf-f12-8 jdf-f12-9 jdf-f12-10 jdf-f12-11 jdf-f12-12 jdf-f12-13
        jdf-f12-14 jdf-f14-1 jdf-f16-1 jdf-f16-2 jdf-f16-3 jdf-f16-4 jdf-f16-5 jdf-f16-6 jdf-f16-7 jdf-f16-8
        jdf-f16-9 jdf-f16-10 jdf-f16-11 jdf-f16-12 jdf-f16-13 jdf-f16-14 jdf-f18-1 jdf-f18-2 jdf-f18-3
        jdf-f18-4 jdf-f18-5 jdf-f18-6 jdf-f18-7 jdf-f18-8 jdf-f18-9 jdf-f20-1 jdf-f20-2 jdf-f24-1 jdf-f24-2
        jdf-f24-3 jdf-f24-4 jdf-f24-5 jdf-f24-6 jdf-f24-7 jdf-f24-8 jdf-f24-9 jdf-f24-10 jdf-f24-11
        jdf-f28-1 jdf-f32-1 jdf-f32-2 jdf-f32-3 jdf-f32-4 jdf-f32-5 jdf-f32-6 jdf-f32-7 jdf-f32-8 jdf-f32-9
        jdf-f36-1 jdf-f36-2 jdf-f40-1 jdf-f48-1 jdf-f48-2 jdf-f64-1 jdf-f64-2 jog-offset -jog-offset
        laminate punch punch-bottom-left punch-bottom-right punch-dual-bottom punch-dual-left
        punch-dual-right punch-dual-top punch-multiple-bottom punch-multiple-left punch-multiple-right
        punch-multiple-top punch-quad-bottom punch-quad-left punch-quad-right punch-quad-top punch-top-left
        punch-top-right punch-triple-bottom punch-triple-left punch-triple-right punch-triple-top
        saddle-stitch staple staple-bottom-left staple-bottom-right staple-dual-bottom staple-dual-left
        staple-dual-right staple-dual-top staple-top-left staple-top-right staple-triple-bottom
        staple-triple-left staple-triple-right staple-triple-top trim trim-after-copies trim-after-documents
        trim-after-job trim-after-pages
        finishing-template-supported: =finishing-template
        folding-direction: inward outward
        folding-direction-supported: =folding-direction
        folding-reference-edge: bottom left right top
        folding-reference-edge-supported: =folding-reference-edge
        identify-actions: display flash sound speak
        identify-actions-default: =identify-actions
        identify-actions-supported: =identify-actions
        imposition-template: banner banner-compressed booklet none position_center_bottom
        position_center_middle position_center_top position_left_bottom position_left_middle
        position_left_top position_right_bottom position_right_middle position_right_top same-up_2_2_3.5x5in
        same-up_2_2_104x148mm same-up_4_3_2x3.5in signature -signature tile
        input-color-mode: auto bi-level cmyk_8 cmyk_16 color color_8 monochrome monochrome_4 monochrome_8
        monochrome_16 rgb_16 rgba_8 rgba_16
        input-color-mode-supported: =input-color-mode
        input-content-type: auto halftone line-art magazine photo text text-and-photo
        input-content-type-supported: =input-content-type
        input-film-scan-mode: black-and-white-negative-film color-negative-film color-slide-film
        not-applicable
        input-film-scan-mode-supported: =input-film-scan-mode
        input-media: =media auto
        input-media-supported: =media
        input-sides: =sides
        input-sides-supported: =sides
        input-source: adf film-reader platen
        input-source-supported: =input-source
        ipp-features-supported: document-object faxout icc-color-matching infrastructure-printer ipp-3d
        ipp-everywhere ipp-everywhere-server job-release job-save job-storage none page-overrides
        print-policy proof-and-suspend proof-print resource-object scan subscription-object system-object
        ipp-versions-supported: 1.0 1.1 2.0 2.1 2.2
        job-account-type: general group none
        job-account-type-default: =job-account-type
        job-account-type-supported: =job-account-type
        job-accounting-output-bin: =output-bin
        job-accounting-sheets-type: none standard -none -standard
        job-complete-before: day-time evening night none second-shift third-shift weekend
        """,
        """
        job-complete-before-supported: =job-complete-before
        job-cover-back-supported: =cover-back-supported
        job-cover-front-supported: =cover-front-supported
        job-delay-output-until: day-time evening indefinite night no-delay-output second-shift third-shift
        weekend
        job-delay-output-until-default: =job-default-output-until =job-delay-output-until
        job-delay-output-until-supported: =job-default-output-until =job-delay-output-until
        job-destination-spooling-supported: automatic spool stream
        job-error-action: abort-job cancel-job continue-job suspend-job
        job-error-action-default: =job-error-action
        job-error-action-supported: =job-error-action
        job-error-sheet-type: none standard
        job-error-sheet-when: always on-error
        job-hold-until: day-time evening indefinite night no-hold second-shift third-shift weekend
        job-hold-until-default: =job-hold-until
        job-hold-until-supported: =job-hold-until
        job-password-encryption: -md2 -md4 -md5 none -sha sha2-224 sha2-256 sha2-384 sha2-512 sha2-512_224
        sha2-512_256 sha3-224 sha3-256 sha3-384 sha3-512 sha3-512_224 sha3-512_256 shake-128 shake-256
        shake-512
        job-password-encryption-supported: =job-password-encryption
        job-password-repertoire-configured: =job-password-repertoire-supported
        job-password-repertoire-supported: iana_us-ascii_any iana_us-ascii_complex iana_us-ascii_digits
        iana_us-ascii_letters iana_utf-8_any iana_utf-8_digits iana_utf-8_letters
        job-privacy-attributes: all default job-description job-template none
        job-privacy-scope: all default none owner
        job-release-action: button-press job-password none owner-authorized
        job-retain-until: end-of-day end-of-month end-of-week indefinite none
        job-retain-until-default: =job-retain-until
        job-retain-until-supported: =job-retain-until
        job-save-disposition-supported: save-disposition save-info
        job-sheets: first-print-stream-page job-both-sheet job-both-sheets job-end-sheet job-start-sheet
        none standard
        job-sheets-default: =job-sheets
        job-sheets-supported: =job-sheets
        job-spooling-supported: automatic spool stream
        job-state-reasons: aborted-by-system account-authorization-failed account-closed account-info-needed
        account-limit-reached compression-error conflicting-attributes connected-to-destination
        connecting-to-destination destination-uri-failed digital-signature-did-not-verify
        -digital-signature-type-not-supported document-access-error -document-access-error
        document-format-error document-password-error document-permission-error document-security-error
        document-unprintable-error errors-detected job-canceled-after-timeout job-canceled-at-device
        job-canceled-by-operator job-canceled-by-user job-completed-successfully job-completed-with-errors
        job-completed-with-warnings job-data-insufficient job-delay-output-until-specified
        -job-digital-signature-wait job-fetchable job-held-for-authorization job-held-for-button-press
        job-held-for-release job-held-for-review job-hold-until-specified job-incoming job-interpreting
        job-outgoing job-password-wait job-printed-successfully job-printed-with-errors
        job-printed-with-warnings job-printing job-queued job-queued-for-marker job-release-wait
        job-restartable job-resuming job-saved-successfully -job-saved-successfully job-saved-with-errors
        -job-saved-with-errors job-saved-with-warnings -job-saved-with-warnings job-saving -job-saving
        job-spooling job-stored job-storing job-streaming job-suspended job-suspended-by-operator
        job-suspended-by-system job-suspended-by-user job-suspended-for-approval job-suspending
        job-transferring job-transforming none printer-stopped printer-stopped-partly
        processing-to-stop-point queued-in-device resources-are-not-ready resources-are-not-supported
        service-off-line submission-interrupted unsupported-attributes-or-values unsupported-compression
        unsupported-document-format waiting-for-user-action warnings-detected
        job-storage-access-supported: group owner public
        job-storage-disposition-supported: none print-and-store store-only
        jpeg-features-supported: arithmetic cmyk deep hierarchical icc lossless none progressive
        label-mode-configured: applicator cutter cutter-delayed kiosk peel-off peel-off-prepeel rewind rfid
        tear-off
        laminating-sides: back both front
        laminating-sides-supported: =laminating-sides
        laminating-type: archival archival-glossy archival-matte archival-semi-gloss glossy high-gloss matte
        semi-gloss translucent water-resistant
        laminating-type-supported: =laminating-type
        material-amount-units: g kg l m ml mm
        material-color: =media-color
        material-purpose: all base in-fill shell support
        material-rate-units: mg_second ml_second mm_second
        material-type: abs abs-carbon-fiber abs-carbon-nanotube chocolate gold nylon pet photopolymer pla
        pla-conductive pla-dissolvable pla-flexible pla-magnetic pla-steel pla-stone pla-wood polycarbonate
        pva-dissolvable silver titanium wax
        media: -a -a-translucent -a-transparent -a-white -arch-a -arch-a-translucent -arch-a-transparent
        -arch-a-white -arch-axsynchro-translucent -arch-axsynchro-transparent -arch-axsynchro-white -arch-b
        -arch-b-translucent -arch-b-transparent -arch-b-white -arch-bxsynchro-translucent
        -arch-bxsynchro-transparent -arch-bxsynchro-white -arch-c -arch-c-translucent -arch-c-transparent
        -arch-c-white -arch-cxsynchro-translucent -arch-cxsynchro-transparent -arch-cxsynchro-white -arch-d
        -arch-d-translucent -arch-d-transparent -arch-d-white -arch-dxsynchro-translucent
        -arch-dxsynchro-transparent -arch-dxsynchro-white -arch-e -arch-e-translucent -arch-e-transparent
        -arch-e-white -arch-exsynchro-translucent -arch-exsynchro-transparent -arch-exsynchro-white
        asme_f_28x40in -auto-fixed-size-translucent -auto-fixed-size-transparent -auto-fixed-size-white
        -auto-synchro-translucent -auto-synchro-transparent -auto-synchro-white -auto-translucent
        -auto-transparent -auto-white -axsynchro-translucent -axsynchro-transparent -axsynchro-white -b
        -b-translucent -b-transparent -b-white -bottom -bxsynchro-translucent -bxsynchro-transparent
        -bxsynchro-white -c -c-translucent -c-transparent -c-white
        choice_iso_a4_210x297mm_na_letter_8.5x11in -cxsynchro-translucent -cxsynchro-transparent
        -cxsynchro-white -d -d-translucent -d-transparent -d-white -default -dxsynchro-translucent
        -dxsynchro-transparent -dxsynchro-white -e -e-translucent -e-transparent -e-white -envelope
        -executive -executive-white -exsynchro-translucent -exsynchro-transparent -exsynchro-white -f -folio
        -folio-white -invoice -invoice-white -iso-a0 -iso-a0-translucent -iso-a0-transparent -iso-a0-white
        -iso-a0xsynchro-translucent -iso-a0xsynchro-transparent -iso-a0xsynchro-white -iso-a1
        -iso-a1-translucent -iso-a1-transparent -iso-a1-white -iso-a1x3-translucent -iso-a1x3-transparent
        -iso-a1x3-white -iso-a1x4-translucent -iso-a1x4-transparent -iso-a1x4-white
        -iso-a1xsynchro-translucent -iso-a1xsynchro-transparent -iso-a1xsynchro-white -iso-a2
        -iso-a2-translucent -iso-a2-transparent -iso-a2-white -iso-a2x3-translucent -iso-a2x3-transparent
        -iso-a2x3-white -iso-a2x4-translucent -iso-a2x4-transparent -iso-a2x4-white -iso-a2x5-translucent
        -iso-a2x5-transparent -iso-a2x5-white -iso-a2xsynchro-translucent -iso-a2xsynchro-transparent
        -iso-a2xsynchro-white -iso-a3 -iso-a3-colored -iso-a3-translucent -iso-a3-transparent -iso-a3-white
        -iso-a3x3-translucent -iso-a3x3-transparent -iso-a3x3-white -iso-a3x4-translucent
        -iso-a3x4-transparent -iso-a3x4-white -iso-a3x5-translucent -iso-a3x5-transparent -iso-a3x5-white
        -iso-a3x6-translucent -iso-a3x6-transparent -iso-a3x6-white -iso-a3x7-translucent
        -iso-a3x7-transparent -iso-a3x7-white -iso-a3xsynchro-translucent -iso-a3xsynchro-transparent
        -iso-a3xsynchro-white -iso-a4 -iso-a4-colored -iso-a4-translucent -iso-a4-transparent -iso-a4-white
        -iso-a4x3-translucent -iso-a4x3-transparent -iso-a4x3-white -iso-a4x4-translucent
        -iso-a4x4-transparent -iso-a4x4-white -iso-a4x5-translucent -iso-a4x5-transparent -iso-a4x5-white
        -iso-a4x6-translucent -iso-a4x6-transparent -iso-a4x6-white -iso-a4x7-translucent
        -iso-a4x7-transparent -iso-a4x7-white -iso-a4x8-translucent -iso-a4x8-transparent -iso-a4x8-white
        -iso-a4x9-translucent -iso-a4x9-transparent -iso-a4x9-white -iso-a4xsynchro-translucent
        -iso-a4xsynchro-transparent -iso-a4xsynchro-white -iso-a5 -iso-a5-colored -iso-a5-translucent
        -iso-a5-transparent -iso-a5-white -iso-a6 -iso-a6-white -iso-a7 -iso-a7-white -iso-a8 -iso-a8-white
        -iso-a9 -iso-a9-white -iso-a10 -iso-a10-white -iso-b0 -iso-b0-white -iso-b1 -iso-b1-white -iso-b2
        -iso-b2-white -iso-b3 -iso-b3-white -iso-b4 -iso-b4-colored -iso-b4-envelope -iso-b4-white -iso-b5
        -iso-b5-colored -iso-b5-envelope -iso-b5-white -iso-b6 -iso-b6-white -iso-b7 -iso-b7-white -iso-b8
        -iso-b8-white -iso-b9 -iso-b9-white -iso-b10 -iso-b10-white -iso-c3 -iso-c3-envelope -iso-c4
        -iso-c4-envelope -iso-c5 -iso-c5-envelope -iso-c6 -iso-c6-envelope -iso-designated-long
        -iso-designated-long-envelope iso_2a0_1189x1682mm iso_a0_841x1189mm iso_a1_594x841mm
        iso_a1x3_841x1783mm iso_a1x4_841x2378mm iso_a2_420x594mm iso_a2x3_594x1261mm iso_a2x4_594x1682mm
        iso_a2x5_594x2102mm iso_a3-extra_322x445mm iso_a3_297x420mm iso_a0x3_1189x2523mm iso_a3x3_420x891mm
        iso_a3x4_420x1189mm iso_a3x5_420x1486mm iso_a3x6_420x1783mm iso_a3x7_420x2080mm
        iso_a4-extra_235.5x322.3mm iso_a4-tab_225x297mm iso_a4_210x297mm iso_a4x3_297x630mm
        iso_a4x4_297x841mm iso_a4x5_297x1051mm iso_a4x6_297x1261mm iso_a4x7_297x1471mm iso_a4x8_297x1682mm
        iso_a4x9_297x1892mm iso_a5-extra_174x235mm iso_a5_148x210mm iso_a6_105x148mm iso_a7_74x105mm
        iso_a8_52x74mm iso_a9_37x52mm iso_a10_26x37mm iso_b0_1000x1414mm iso_b1_707x1000mm iso_b2_500x707mm
        iso_b3_353x500mm iso_b4_250x353mm iso_b5-extra_201x276mm iso_b5_176x250mm iso_b6_125x176mm
        iso_b6c4_125x324mm iso_b7_88x125mm iso_b8_62x88mm iso_b9_44x62mm iso_b10_31x44mm iso_c0_917x1297mm
        iso_c1-long-flap_917x648mm iso_c1_648x917mm iso_c2-long-flap_648x458mm iso_c2_458x648mm
        iso_c3-long-flap_458x324mm iso_c3_324x458mm iso_c4-long-flap_324x229mm iso_c4_229x324mm
        iso_c5-long-flap_229x162mm iso_c5_162x229mm iso_c6-long-flap_162x114mm iso_c6_114x162mm
        iso_c6c5_114x229mm iso_c7-long-flap_114x81mm iso_c7_81x114mm iso_c7c6_81x162mm
        iso_c8-long-flap_81x57mm iso_c8_57x81mm iso_c9-long-flap_57x40mm iso_c9_40x57mm
        iso_c10-long-flap_40x28mm iso_c10_28x40mm iso_dl-long-flap_220x110mm iso_dl_110x220mm
        iso_id-1_53.98x85.6mm iso_ra0_860x1220mm iso_ra1_610x860mm iso_ra2_430x610mm iso_ra3_305x430mm
        iso_ra4_215x305mm iso_sra0_900x1280mm iso_sra1_640x900mm iso_sra2_450x640mm iso_sra3_320x450mm
        iso_sra4_225x320mm -jis-b0 -jis-b0-translucent -jis-b0-transparent -jis-b0-white -jis-b1
        -jis-b1-translucent -jis-b1-transparent -jis-b1-white -jis-b2 -jis-b2-translucent
        -jis-b2-transparent -jis-b2-white -jis-b3 -jis-b3-translucent -jis-b3-transparent -jis-b3-white
        -jis-b4 -jis-b4-colored -jis-b4-translucent -jis-b4-transparent -jis-b4-white -jis-b5
        -jis-b5-colored -jis-b5-translucent -jis-b5-transparent -jis-b5-white -jis-b6 -jis-b6-white -jis-b7
        -jis-b7-white -jis-b8 -jis-b8-white -jis-b9 -jis-b9-white -jis-b10 -jis-b10-white jis_b0_1030x1456mm
        jis_b1_728x1030mm jis_b2_515x728mm jis_b3_364x515mm jis_b4_257x364mm jis_b5_182x257mm
        jis_b6_128x182mm jis_b7_91x128mm jis_b8_64x91mm jis_b9_45x64mm jis_b10_32x45mm jis_exec_216x330mm
        jpn_chou2_111.1x146mm jpn_chou3_120x235mm jpn_chou4_90x205mm jpn_chou40_90x225mm
        jpn_hagaki_100x148mm jpn_kahu_240x322.1mm jpn_kaku1_270x382mm jpn_kaku2_240x332mm
        jpn_kaku3_216x277mm jpn_kaku4_197x267mm jpn_kaku5_190x240mm jpn_kaku7_142x205mm jpn_kaku8_119x197mm
        jpn_oufuku_148x200mm jpn_you1-long-flap_176x120mm jpn_you1_120x176mm jpn_you3-long-flap_148x98mm
        jpn_you3_98x148mm jpn_you4-long-flap_235x105mm jpn_you4_105x235mm jpn_you5-long-flap_217x95mm
        jpn_you5_95x217mm jpn_you6-long-flap_190x98mm jpn_you6_98x190mm jpn_you7-long-flap_165x92mm
        jpn_you7_92x165mm jpn_youchou2-long-flap_146x111.1mm jpn_youchou3-long-flap_235x120mm
        jpn_youchou4-long-flap_205x90mm -large-capacity -ledger -ledger-white -main -manual -middle -monarch
        -monarch-envelope -na-5x7 -na-6x9 -na-6x9-envelope -na-7x9 -na-7x9-envelope -na-8x10 -na-9x11
        -na-9x11-envelope -na-9x12 -na-9x12-envelope -na-10x13 -na-10x13-envelope -na-10x14
        -na-10x14-envelope -na-10x15 -na-10x15-envelope -na-legal -na-legal-colored -na-legal-white
        -na-letter -na-letter-colored -na-letter-transparent -na-letter-white -na-number-9
        -na-number-9-envelope -na-number-10 -na-number-10-envelope na_5x7_5x7in na_6x9_6x9in na_7x9_7x9in
        na_9x11_9x11in na_10x11_10x11in na_10x13_10x13in na_10x14_10x14in na_11x12_11x12in na_11x15_11x15in
        na_12x19_12x19in na_a2_4.375x5.75in na_arch-a_9x12in na_arch-b_12x18in na_arch-c_18x24in
        na_arch-d_24x36in na_arch-e2_26x38in na_arch-e3_27x39in na_arch-e_36x48in na_b-plus_12x19.17in
        na_c5_6.5x9.5in na_c_17x22in na_d_22x34in na_e_34x44in na_edp_11x14in na_eur-edp_12x14in
        na_executive_7.25x10.5in na_f_44x68in na_fanfold-eur_8.5x12in na_fanfold-us_11x14.875in
        na_foolscap_8.5x13in na_govt-legal_8x13in na_govt-letter_8x10in na_index-3x5_3x5in
        na_index-4x6-ext_6x8in na_index-4x6_4x6in na_index-5x8_5x8in na_invoice_5.5x8.5in na_ledger_11x17in
        na_legal-extra_9.5x15in na_legal_8.5x14in na_letter-extra_9.5x12in na_letter-plus_8.5x12.69in
        na_letter_8.5x11in na_monarch-long-flap_7.5x3.875in na_monarch_3.875x7.5in
        na_number-9-long-flap_8.875x3.875in na_number-9_3.875x8.875in na_number-10-long-flap_9.5x4.125in
        na_number-10_4.125x9.5in na_number-11-long-flap_10.375x4.5in na_number-11_4.5x10.375in
        na_number-12-long-flap_11x4.75in na_number-12_4.75x11in na_number-14-long-flap_11.5x5in
        na_number-14_5x11.5in na_oficio_8.5x13.4in na_personal-long-flap_6.5x3.625in na_personal_3.625x6.5in
        na_quarto_8.5x10.83in na_super-a_8.94x14in na_super-b_13x19in na_wide-format_30x42in
        oe_12x16_12x16in oe_13x22_13x22in oe_14x17_14x17in oe_18x22_18x22in oe_a2plus_17x24in
        oe_business-card_2x3.5in oe_photo-10r_10x12in oe_photo-12r_12x15in oe_photo-14x18_14x18in
        oe_photo-16r_16x20in oe_photo-20r_20x24in oe_photo-20x30_20x30in oe_photo-22r_22x29.5in
        oe_photo-22x28_22x28in oe_photo-24r_24x31.5in oe_photo-24x30_24x30in oe_photo-30r_30x40in
        oe_photo-l_3.5x5in oe_photo-s8r_8x12in oe_photo-s10r_10x15in oe_square-photo_4x4in
        oe_square-photo_5x5in om_16k_184x260mm om_16k_195x270mm om_business-card_55x85mm
        om_business-card_55x91mm om_card_54x86mm om_dai-pa-kai_275x395mm om_dsc-photo_89x119mm
        om_folio-sp_215x315mm om_folio_210x330mm om_india-fs_215x245mm om_india-legal1_215x235mm
        om_india-legal2_215x255mm om_invite_220x220mm om_italian_110x230mm om_juuro-ku-kai_198x275mm
        om_large-photo_200x300mm om_medium-photo_130x180mm om_pa-kai_267x389mm om_photo-30x40_300x400mm
        om_photo-30x45_300x450mm om_photo-30x90_300x900mm om_photo-35x46_350x460mm om_photo-40x60_400x600mm
        om_photo-50x75_500x750mm om_photo-50x76_500x760mm om_photo-60x90_600x900mm om_small-photo_100x150mm
        om_square-photo_89x89mm om_wide-photo_100x200mm prc_1_102x165mm prc_2_102x176mm prc_4_110x208mm
        prc_6_120x320mm prc_7_160x230mm prc_8_120x309mm prc_16k_146x215mm prc_32k_97x151mm prc_d0_764x1064mm
        prc_d1_532x760mm prc_d2_380x528mm prc_d3_264x376mm prc_d4_188x260mm prc_d5_130x184mm prc_d6_92x126mm
        prc_zl_120x230mm -quarto -quarto-white roc_8k_10.75x15.5in roc_16k_7.75x10.75in -side -super-b
        -tabloid -top
        media-back-coating: glossy high-gloss matte none satin semi-gloss
        media-back-coating-supported: =media-back-coating
        media-color: black blue brown buff clear-black clear-blue clear-brown clear-buff clear-cyan
        clear-gold clear-goldenrod clear-gray clear-green clear-ivory clear-magenta clear-multi-color
        clear-mustard clear-orange clear-pink clear-red clear-silver clear-turquoise clear-violet
        clear-white clear-yellow cyan dark-blue dark-brown dark-buff dark-cyan dark-gold dark-goldenrod
        dark-gray dark-green dark-ivory dark-magenta dark-mustard dark-orange dark-pink dark-red dark-silver
        dark-turquoise dark-violet dark-yellow gold goldenrod gray green ivory light-black light-blue
        light-brown light-buff light-cyan light-gold light-goldenrod light-gray light-green light-ivory
        light-magenta light-mustard light-orange light-pink light-red light-silver light-turquoise
        light-violet light-yellow magenta multi-color mustard no-color orange pink red silver turquoise
        violet white yellow
        media-color-supported: =media-color
        media-default: =media
        media-front-coating: =media-back-coating
        media-front-coating-supported: =media-back-coating =media-front-coating
        media-grain: x-direction y-direction
        media-grain-supported: =media-grain
        media-input-tray-check: =media
        media-pre-printed: blank letter-head pre-printed
        media-pre-printed-supported: =media-pre-printed
        media-ready: =media
        media-recycled: none standard
        media-recycled-supported: =media-recycled
        """,
        """
        media-source: alternate alternate-roll auto bottom by-pass-tray center disc envelope hagaki
        large-capacity left main main-roll manual middle photo rear right roll-1 roll-2 roll-3 roll-4 roll-5
        roll-6 roll-7 roll-8 roll-9 roll-10 side top tray-1 tray-2 tray-3 tray-4 tray-5 tray-6 tray-7 tray-8
        tray-9 tray-10 tray-11 tray-12 tray-13 tray-14 tray-15 tray-16 tray-17 tray-18 tray-19 tray-20
        virtual
        media-source-feed-direction: long-edge-first short-edge-first
        media-source-supported: =media-source
        media-supported: =media
        media-tooth: antique calendared coarse fine linen medium smooth stipple uncalendared vellum
        media-tooth-supported: =media-tooth
        media-tracking: continuous mark web
        media-tracking-supported: =media-tracking
        media-type: aluminum auto back-print-film cardboard cardstock cardstock-coated cardstock-heavyweight
        cardstock-heavyweight-coated cardstock-lightweight cardstock-lightweight-coated cd continuous
        continuous-long continuous-short corrugated-board disc disc-glossy disc-high-gloss disc-matte
        disc-satin disc-semi-gloss double-wall dry-film dvd embossing-foil end-board envelope
        envelope-archival envelope-bond envelope-coated envelope-colored envelope-cotton envelope-fine
        envelope-heavyweight envelope-inkjet envelope-lightweight envelope-plain envelope-preprinted
        envelope-window fabric fabric-archival fabric-glossy fabric-high-gloss fabric-matte
        fabric-semi-gloss fabric-waterproof film flexo-base flexo-photo-polymer flute foil full-cut-tabs
        glass glass-colored glass-opaque glass-surfaced glass-textured gravure-cylinder image-setter-paper
        imaging-cylinder labels labels-colored labels-continuous labels-glossy labels-heavyweight
        labels-high-gloss labels-inkjet labels-lightweight labels-matte labels-permanent labels-satin
        labels-security labels-semi-gloss laminating-foil letterhead metal metal-glossy metal-high-gloss
        metal-matte metal-satin metal-semi-gloss mounting-tape multi-layer multi-part-form other paper
        photographic photographic-archival photographic-film photographic-glossy photographic-high-gloss
        photographic-matte photographic-satin photographic-semi-gloss plastic plastic-archival
        plastic-colored plastic-glossy plastic-high-gloss plastic-matte plastic-satin plastic-semi-gloss
        plate polyester pre-cut-tabs roll screen screen-paged self-adhesive self-adhesive-film shrink-foil
        single-face single-wall sleeve stationery stationery-archival stationery-bond stationery-coated
        stationery-colored stationery-cotton stationery-fine stationery-heavyweight
        stationery-heavyweight-coated stationery-inkjet stationery-letterhead stationery-lightweight
        stationery-preprinted stationery-prepunched stationery-recycled tab-stock tractor transfer
        transparency triple-wall wet-film
        media-type-supported: =media-type
        multiple-document-handling: separate-documents-collated-copies separate-documents-uncollated-copies
        single-document single-document-new-sheet
        multiple-document-handling-default: =multiple-document-handling
        multiple-document-handling-supported: =multiple-document-handling
        multiple-object-handling: auto best-fit best-quality best-speed one-at-a-time
        multiple-object-handling-actual: =multiple-object-handling
        multiple-object-handling-default: =multiple-object-handling
        multiple-object-handling-supported: =multiple-object-handling
        multiple-operation-time-out-action: abort-job hold-job process-job
        notify-events: document-completed document-config-changed document-created document-fetchable
        document-state-changed document-stopped job-completed job-config-changed job-created job-fetchable
        job-progress job-state-changed job-stopped none printer-config-changed printer-created
        printer-deleted printer-finishings-changed printer-media-changed printer-queue-order-changed
        printer-restarted printer-shutdown printer-state-changed printer-stopped resource-canceled
        resource-config-changed resource-created resource-installed resource-state-changed
        system-config-changed system-restarted system-shutdown system-state-changed system-stopped
        notify-events-default: =notify-events
        notify-events-supported: =notify-events
        notify-pull-method: ippget
        notify-pull-method-supported: =notify-pull-method
        notify-subscribed-event: =notify-events
        output-bin: auto bottom center face-down face-up large-capacity left mailbox-1 mailbox-2 mailbox-3
        mailbox-4 mailbox-5 mailbox-6 mailbox-7 mailbox-8 mailbox-9 mailbox-10 middle my-mailbox rear right
        side stacker-1 stacker-2 stacker-3 stacker-4 stacker-5 stacker-6 stacker-7 stacker-8 stacker-9
        stacker-10 top tray-1 tray-2 tray-3 tray-4 tray-5 tray-6 tray-7 tray-8 tray-9 tray-10
        output-bin-default: =output-bin
        output-bin-supported: =output-bin
        output-device-x509-type-supported: ecdsa-p256_sha256 ecdsa-p384_sha256 ecdsa-p521_sha256
        rsa-2048_sha256 rsa-3072_sha256 rsa-4096_sha256
        page-delivery: reverse-order-face-down reverse-order-face-up same-order-face-down same-order-face-up
        system-specified
        page-delivery-default: =page-delivery
        page-delivery-supported: =page-delivery
        page-order-received: 1-to-n-order n-to-1-order
        page-order-received-default: =page-order-received
        page-order-received-supported: =page-order-received
        pclm-raster-back-side: flipped normal rotated
        pdf-features-supported: prc u3d
        pdf-versions-supported: adobe-1.3 adobe-1.4 adobe-1.5 adobe-1.6 iso-15930-1_2001 iso-15930-3_2002
        iso-15930-4_2003 iso-15930-6_2003 iso-15930-7_2010 iso-15930-8_2010 iso-16612-2_2010
        iso-19005-1_2005 iso-19005-2_2011 iso-19005-3_2012 iso-32000-1_2008 none pwg-5102.3
        pdl-init-file-supported: pdl-init-file-entry pdl-init-file-location pdl-init-file-name
        pdl-override-supported: attempted guaranteed not-attempted
        platform-shape: ellipse rectangle
        presentation-direction-number-up: tobottom-toleft tobottom-toright toleft-tobottom toleft-totop
        toright-tobottom toright-totop totop-toleft totop-toright
        presentation-direction-number-up-default: =presentation-direction-number-up
        presentation-direction-number-up-supported: =presentation-direction-number-up
        print-base: brim none raft skirt standard
        print-base-actual: =print-base
        print-base-default: =print-base
        print-base-supported: =print-base
        print-color-mode: auto auto-monochrome bi-level color highlight monochrome process-bi-level
        process-monochrome
        print-color-mode-default: =print-color-mode
        print-color-mode-supported: =print-color-mode
        print-content-optimize: auto graphic photo text text-and-graphic
        print-content-optimize-actual: =print-content-optimize
        print-content-optimize-default: =print-content-optimize
        print-content-optimize-supported: =print-content-optimize
        print-rendering-intent: absolute auto perceptual relative relative-bpc saturation
        print-rendering-intent-default: =print-rendering-intent
        print-rendering-intent-supported: =print-rendering-intent
        print-scaling: auto auto-fit fill fit none
        print-supports: material none standard
        print-supports-actual: =print-supports
        """,
        """
        print-supports-default: =print-supports
        print-supports-supported: =print-supports
        printer-kind: disc document envelope label large-format photo postcard receipt roll
        printer-mode-configured: passthrough release-action release-printing
        printer-mode-supported: =printer-mode-configured
        printer-service-type: copy faxin faxout print print3d scan transform
        printer-state-reasons: alert-removal-of-binary-change-entry bander-added bander-almost-empty
        bander-almost-full bander-at-limit bander-closed bander-configuration-change bander-cover-closed
        bander-cover-open bander-empty bander-full bander-interlock-closed bander-interlock-open bander-jam
        bander-life-almost-over bander-life-over bander-memory-exhausted bander-missing bander-motor-failure
        bander-near-limit bander-offline bander-opened bander-over-temperature bander-power-saver
        bander-recoverable-failure bander-recoverable-storage bander-removed bander-resource-added
        bander-resource-removed bander-thermistor-failure bander-timing-failure bander-turned-off
        bander-turned-on bander-under-temperature bander-unrecoverable-failure
        bander-unrecoverable-storage-error bander-warming-up binder-added binder-almost-empty
        binder-almost-full binder-at-limit binder-closed binder-configuration-change binder-cover-closed
        binder-cover-open binder-empty binder-full binder-interlock-closed binder-interlock-open binder-jam
        binder-life-almost-over binder-life-over binder-memory-exhausted binder-missing binder-motor-failure
        binder-near-limit binder-offline binder-opened binder-over-temperature binder-power-saver
        binder-recoverable-failure binder-recoverable-storage binder-removed binder-resource-added
        binder-resource-removed binder-thermistor-failure binder-timing-failure binder-turned-off
        binder-turned-on binder-under-temperature binder-unrecoverable-failure
        binder-unrecoverable-storage-error binder-warming-up camera-failure chamber-cooling chamber-failure
        chamber-heating chamber-temperature-high chamber-temperature-low cleaner-life-almost-over
        cleaner-life-over configuration-change connecting-to-device cover-open deactivated deleted
        developer-empty developer-low die-cutter-added die-cutter-almost-empty die-cutter-almost-full
        die-cutter-at-limit die-cutter-closed die-cutter-configuration-change die-cutter-cover-closed
        die-cutter-cover-open die-cutter-empty die-cutter-full die-cutter-interlock-closed
        die-cutter-interlock-open die-cutter-jam die-cutter-life-almost-over die-cutter-life-over
        die-cutter-memory-exhausted die-cutter-missing die-cutter-motor-failure die-cutter-near-limit
        die-cutter-offline die-cutter-opened die-cutter-over-temperature die-cutter-power-saver
        die-cutter-recoverable-failure die-cutter-recoverable-storage die-cutter-removed
        die-cutter-resource-added die-cutter-resource-removed die-cutter-thermistor-failure
        die-cutter-timing-failure die-cutter-turned-off die-cutter-turned-on die-cutter-under-temperature
        die-cutter-unrecoverable-failure die-cutter-unrecoverable-storage-error die-cutter-warming-up
        door-open encrypted-job-attributes-requested extruder-cooling extruder-failure extruder-heating
        extruder-jam extruder-temperature-high extruder-temperature-low fan-failure
        fax-modem-life-almost-over fax-modem-life-over fax-modem-missing fax-modem-turned-off
        fax-modem-turned-on folder-added folder-almost-empty folder-almost-full folder-at-limit
        folder-closed folder-configuration-change folder-cover-closed folder-cover-open folder-empty
        folder-full folder-interlock-closed folder-interlock-open folder-jam folder-life-almost-over
        folder-life-over folder-memory-exhausted folder-missing folder-motor-failure folder-near-limit
        folder-offline folder-opened folder-over-temperature folder-power-saver folder-recoverable-failure
        folder-recoverable-storage folder-removed folder-resource-added folder-resource-removed
        folder-thermistor-failure folder-timing-failure folder-turned-off folder-turned-on
        folder-under-temperature folder-unrecoverable-failure folder-unrecoverable-storage-error
        folder-warming-up fuser-over-temp fuser-under-temp hibernate hold-new-jobs
        identify-printer-requested imprinter-added imprinter-almost-empty imprinter-almost-full
        imprinter-at-limit imprinter-closed imprinter-configuration-change imprinter-cover-closed
        imprinter-cover-open imprinter-empty imprinter-full imprinter-interlock-closed
        imprinter-interlock-open imprinter-jam imprinter-life-almost-over imprinter-life-over
        imprinter-memory-exhausted imprinter-missing imprinter-motor-failure imprinter-near-limit
        imprinter-offline imprinter-opened imprinter-over-temperature imprinter-power-saver
        imprinter-recoverable-failure imprinter-recoverable-storage imprinter-removed
        imprinter-resource-added imprinter-resource-removed imprinter-thermistor-failure
        imprinter-timing-failure imprinter-turned-off imprinter-turned-on imprinter-under-temperature
        imprinter-unrecoverable-failure imprinter-unrecoverable-storage-error imprinter-warming-up
        input-cannot-feed-size-selected input-manual-input-request input-media-color-change
        input-media-form-parts-change input-media-size-change input-media-tray-failure
        input-media-tray-feed-error input-media-tray-jam input-media-type-change input-media-weight-change
        input-pick-roller-failure input-pick-roller-life-over input-pick-roller-life-warn
        input-pick-roller-missing input-tray-elevation-failure input-tray-missing
        input-tray-position-failure inserter-added inserter-almost-empty inserter-almost-full
        inserter-at-limit inserter-closed inserter-configuration-change inserter-cover-closed
        inserter-cover-open inserter-empty inserter-full inserter-interlock-closed inserter-interlock-open
        inserter-jam inserter-life-almost-over inserter-life-over inserter-memory-exhausted inserter-missing
        inserter-motor-failure inserter-near-limit inserter-offline inserter-opened
        inserter-over-temperature inserter-power-saver inserter-recoverable-failure
        inserter-recoverable-storage inserter-removed inserter-resource-added inserter-resource-removed
        inserter-thermistor-failure inserter-timing-failure inserter-turned-off inserter-turned-on
        inserter-under-temperature inserter-unrecoverable-failure inserter-unrecoverable-storage-error
        inserter-warming-up interlock-closed interlock-open interpreter-cartridge-added
        interpreter-cartridge-deleted interpreter-complex-page-encountered interpreter-memory-decrease
        interpreter-memory-increase interpreter-resource-added interpreter-resource-deleted
        interpreter-resource-unavailable lamp-at-eol lamp-failure lamp-near-eol laser-at-eol laser-failure
        laser-near-eol make-envelope-added make-envelope-almost-empty make-envelope-almost-full
        make-envelope-at-limit make-envelope-closed make-envelope-configuration-change
        make-envelope-cover-closed make-envelope-cover-open make-envelope-empty make-envelope-full
        make-envelope-interlock-closed make-envelope-interlock-open make-envelope-jam
        make-envelope-life-almost-over make-envelope-life-over make-envelope-memory-exhausted
        make-envelope-missing make-envelope-motor-failure make-envelope-near-limit make-envelope-offline
        make-envelope-opened make-envelope-over-temperature make-envelope-power-saver
        make-envelope-recoverable-failure make-envelope-recoverable-storage make-envelope-removed
        make-envelope-resource-added make-envelope-resource-removed make-envelope-thermistor-failure
        make-envelope-timing-failure make-envelope-turned-off make-envelope-turned-on
        make-envelope-under-temperature make-envelope-unrecoverable-failure
        make-envelope-unrecoverable-storage-error make-envelope-warming-up marker-added
        marker-adjusting-print-quality marker-at-limit marker-carrier-failure marker-cleaner-missing
        marker-closed marker-developer-almost-empty marker-developer-empty marker-developer-missing
        marker-fuser-missing marker-fuser-thermistor-failure marker-fuser-timing-failure
        marker-ink-almost-empty marker-ink-empty marker-ink-missing marker-life-almost-over marker-life-over
        marker-memory-exhausted marker-missing marker-motor-failure marker-near-limit marker-offline
        marker-opc-missing marker-opened marker-over-temperature marker-power-saver
        marker-print-ribbon-almost-empty marker-print-ribbon-empty marker-print-ribbon-missing
        marker-recoverable-failure marker-removed marker-resource-added marker-resource-removed
        marker-supply-almost-empty marker-supply-empty marker-supply-failure marker-supply-low
        marker-supply-missing marker-thermistor-failure marker-timing-failure marker-toner-cartridge-missing
        marker-toner-missing marker-turned-off marker-turned-on marker-under-temperature
        marker-unrecoverable-failure marker-warming-up marker-waste-almost-full marker-waste-full
        marker-waste-ink-receptacle-almost-full marker-waste-ink-receptacle-full
        marker-waste-ink-receptacle-missing marker-waste-missing marker-waste-toner-receptacle-almost-full
        marker-waste-toner-receptacle-full marker-waste-toner-receptacle-missing material-empty material-low
        material-needed media-drying media-empty media-jam media-low media-needed
        media-path-cannot-duplex-media-selected media-path-failure media-path-input-empty
        media-path-input-feed-error media-path-input-jam media-path-input-request media-path-jam
        media-path-media-tray-almost-full media-path-media-tray-full media-path-media-tray-missing
        media-path-output-feed-error media-path-output-full media-path-output-jam
        media-path-pick-roller-failure media-path-pick-roller-life-over media-path-pick-roller-life-warn
        media-path-pick-roller-missing motor-failure moving-to-paused none opc-life-over opc-near-eol other
        output-area-almost-full output-area-full output-mailbox-select-failure output-media-tray-failure
        output-media-tray-feed-error output-media-tray-jam output-tray-missing paused perforater-added
        perforater-almost-empty perforater-almost-full perforater-at-limit perforater-closed
        perforater-configuration-change perforater-cover-closed perforater-cover-open perforater-empty
        perforater-full perforater-interlock-closed perforater-interlock-open perforater-jam
        perforater-life-almost-over perforater-life-over perforater-memory-exhausted perforater-missing
        perforater-motor-failure perforater-near-limit perforater-offline perforater-opened
        perforater-over-temperature perforater-power-saver perforater-recoverable-failure
        perforater-recoverable-storage perforater-removed perforater-resource-added
        perforater-resource-removed perforater-thermistor-failure perforater-timing-failure
        perforater-turned-off perforater-turned-on perforater-under-temperature
        perforater-unrecoverable-failure perforater-unrecoverable-storage-error perforater-warming-up
        platform-cooling platform-failure platform-heating platform-temperature-high
        platform-temperature-low power-down power-up printer-manual-reset printer-nms-reset
        printer-ready-to-print puncher-added puncher-almost-empty puncher-almost-full puncher-at-limit
        puncher-closed puncher-configuration-change puncher-cover-closed puncher-cover-open puncher-empty
        puncher-full puncher-interlock-closed puncher-interlock-open puncher-jam puncher-life-almost-over
        puncher-life-over puncher-memory-exhausted puncher-missing puncher-motor-failure puncher-near-limit
        puncher-offline puncher-opened puncher-over-temperature puncher-power-saver
        puncher-recoverable-failure puncher-recoverable-storage puncher-removed puncher-resource-added
        puncher-resource-removed puncher-thermistor-failure puncher-timing-failure puncher-turned-off
        puncher-turned-on puncher-under-temperature puncher-unrecoverable-failure
        puncher-unrecoverable-storage-error puncher-warming-up resuming scan-media-path-failure
        scan-media-path-input-empty scan-media-path-input-feed-error scan-media-path-input-jam
        scan-media-path-input-request scan-media-path-jam scan-media-path-output-feed-error
        scan-media-path-output-full scan-media-path-output-jam scan-media-path-pick-roller-failure
        scan-media-path-pick-roller-life-over scan-media-path-pick-roller-life-warn
        scan-media-path-pick-roller-missing scan-media-path-tray-almost-full scan-media-path-tray-full
        scan-media-path-tray-missing scanner-light-failure scanner-light-life-almost-over
        scanner-light-life-over scanner-light-missing scanner-sensor-failure scanner-sensor-life-almost-over
        scanner-sensor-life-over scanner-sensor-missing separation-cutter-added
        separation-cutter-almost-empty separation-cutter-almost-full separation-cutter-at-limit
        separation-cutter-closed separation-cutter-configuration-change separation-cutter-cover-closed
        separation-cutter-cover-open separation-cutter-empty separation-cutter-full
        separation-cutter-interlock-closed separation-cutter-interlock-open separation-cutter-jam
        separation-cutter-life-almost-over separation-cutter-life-over separation-cutter-memory-exhausted
        separation-cutter-missing separation-cutter-motor-failure separation-cutter-near-limit
        separation-cutter-offline separation-cutter-opened separation-cutter-over-temperature
        separation-cutter-power-saver separation-cutter-recoverable-failure
        separation-cutter-recoverable-storage separation-cutter-removed separation-cutter-resource-added
        separation-cutter-resource-removed separation-cutter-thermistor-failure
        separation-cutter-timing-failure separation-cutter-turned-off separation-cutter-turned-on
        separation-cutter-under-temperature separation-cutter-unrecoverable-failure
        separation-cutter-unrecoverable-storage-error separation-cutter-warming-up sheet-rotator-added
        sheet-rotator-almost-empty sheet-rotator-almost-full sheet-rotator-at-limit sheet-rotator-closed
        sheet-rotator-configuration-change sheet-rotator-cover-closed sheet-rotator-cover-open
        sheet-rotator-empty sheet-rotator-full sheet-rotator-interlock-closed sheet-rotator-interlock-open
        sheet-rotator-jam sheet-rotator-life-almost-over sheet-rotator-life-over
        sheet-rotator-memory-exhausted sheet-rotator-missing sheet-rotator-motor-failure
        sheet-rotator-near-limit sheet-rotator-offline sheet-rotator-opened sheet-rotator-over-temperature
        sheet-rotator-power-saver sheet-rotator-recoverable-failure sheet-rotator-recoverable-storage
        sheet-rotator-removed sheet-rotator-resource-added sheet-rotator-resource-removed
        sheet-rotator-thermistor-failure sheet-rotator-timing-failure sheet-rotator-turned-off
        sheet-rotator-turned-on sheet-rotator-under-temperature sheet-rotator-unrecoverable-failure
        sheet-rotator-unrecoverable-storage-error sheet-rotator-warming-up shutdown slitter-added
        slitter-almost-empty slitter-almost-full slitter-at-limit slitter-closed
        slitter-configuration-change slitter-cover-closed slitter-cover-open slitter-empty slitter-full
        slitter-interlock-closed slitter-interlock-open slitter-jam slitter-life-almost-over
        slitter-life-over slitter-memory-exhausted slitter-missing slitter-motor-failure slitter-near-limit
        slitter-offline slitter-opened slitter-over-temperature slitter-power-saver
        slitter-recoverable-failure slitter-recoverable-storage slitter-removed slitter-resource-added
        slitter-resource-removed slitter-thermistor-failure slitter-timing-failure slitter-turned-off
        slitter-turned-on slitter-under-temperature slitter-unrecoverable-failure
        slitter-unrecoverable-storage-error slitter-warming-up spool-area-full stacker-added
        stacker-almost-empty stacker-almost-full stacker-at-limit stacker-closed
        stacker-configuration-change stacker-cover-closed stacker-cover-open stacker-empty stacker-full
        stacker-interlock-closed stacker-interlock-open stacker-jam stacker-life-almost-over
        stacker-life-over stacker-memory-exhausted stacker-missing stacker-motor-failure stacker-near-limit
        stacker-offline stacker-opened stacker-over-temperature stacker-power-saver
        stacker-recoverable-failure stacker-recoverable-storage stacker-removed stacker-resource-added
        stacker-resource-removed stacker-thermistor-failure stacker-timing-failure stacker-turned-off
        stacker-turned-on stacker-under-temperature stacker-unrecoverable-failure
        stacker-unrecoverable-storage-error stacker-warming-up standby stapler-added stapler-almost-empty
        stapler-almost-full stapler-at-limit stapler-closed stapler-configuration-change
        stapler-cover-closed stapler-cover-open stapler-empty stapler-full stapler-interlock-closed
        stapler-interlock-open stapler-jam stapler-life-almost-over stapler-life-over
        stapler-memory-exhausted stapler-missing stapler-motor-failure stapler-near-limit stapler-offline
        stapler-opened stapler-over-temperature stapler-power-saver stapler-recoverable-failure
        stapler-recoverable-storage stapler-removed stapler-resource-added stapler-resource-removed
        stapler-thermistor-failure stapler-timing-failure stapler-turned-off stapler-turned-on
        stapler-under-temperature stapler-unrecoverable-failure stapler-unrecoverable-storage-error
        stapler-warming-up stitcher-added stitcher-almost-empty stitcher-almost-full stitcher-at-limit
        stitcher-closed stitcher-configuration-change stitcher-cover-closed stitcher-cover-open
        stitcher-empty stitcher-full stitcher-interlock-closed stitcher-interlock-open stitcher-jam
        stitcher-life-almost-over stitcher-life-over stitcher-memory-exhausted stitcher-missing
        stitcher-motor-failure stitcher-near-limit stitcher-offline stitcher-opened
        stitcher-over-temperature stitcher-power-saver stitcher-recoverable-failure
        stitcher-recoverable-storage stitcher-removed stitcher-resource-added stitcher-resource-removed
        stitcher-thermistor-failure stitcher-timing-failure stitcher-turned-off stitcher-turned-on
        stitcher-under-temperature stitcher-unrecoverable-failure stitcher-unrecoverable-storage-error
        stitcher-warming-up stopped-partly stopping storage-added storage-almost-full
        storage-configuration-change storage-cover-closed storage-cover-open storage-full
        storage-interlock-closed storage-interlock-open storage-life-almost-over storage-life-over
        storage-missing storage-offline storage-over-temperature storage-power-saver
        storage-recoverable-failure storage-removed storage-thermistor-failure storage-turned-off
        storage-turned-on storage-under-temperature storage-unrecoverable-failure storage-warming-up
        subunit-added subunit-almost-empty subunit-almost-full subunit-at-limit subunit-closed
        subunit-cooling-down subunit-empty subunit-full subunit-life-almost-over subunit-life-over
        subunit-memory-exhausted subunit-missing subunit-motor-failure subunit-near-limit subunit-offline
        subunit-opened subunit-over-temperature subunit-power-saver subunit-recoverable-failure
        subunit-recoverable-storage subunit-removed subunit-resource-added subunit-resource-removed
        subunit-thermistor-failure subunit-timing-Failure subunit-turned-off subunit-turned-on
        subunit-under-temperature subunit-unrecoverable-failure subunit-unrecoverable-storage
        subunit-warming-up suspend testing timed-out toner-empty toner-low trimmer-added
        trimmer-almost-empty trimmer-almost-full trimmer-at-limit trimmer-closed
        trimmer-configuration-change trimmer-cover-closed trimmer-cover-open trimmer-empty trimmer-full
        trimmer-interlock-closed trimmer-interlock-open trimmer-jam trimmer-life-almost-over
        trimmer-life-over trimmer-memory-exhausted trimmer-missing trimmer-motor-failure trimmer-near-limit
        trimmer-offline trimmer-opened trimmer-over-temperature trimmer-power-saver
        trimmer-recoverable-failure trimmer-recoverable-storage trimmer-removed trimmer-resource-added
        trimmer-resource-removed trimmer-thermistor-failure trimmer-timing-failure trimmer-turned-off
        trimmer-turned-on trimmer-under-temperature trimmer-unrecoverable-failure
        trimmer-unrecoverable-storage-error trimmer-warming-up unknown wifi-not-configured wrapper-added
        wrapper-almost-empty wrapper-almost-full wrapper-at-limit wrapper-closed
        wrapper-configuration-change wrapper-cover-closed wrapper-cover-open wrapper-empty wrapper-full
        wrapper-interlock-closed wrapper-interlock-open wrapper-jam wrapper-life-almost-over
        wrapper-life-over wrapper-memory-exhausted wrapper-missing wrapper-motor-failure wrapper-near-limit
        wrapper-offline wrapper-opened wrapper-over-temperature wrapper-power-saver
        wrapper-recoverable-failure wrapper-recoverable-storage wrapper-removed wrapper-resource-added
        wrapper-resource-removed wrapper-thermistor-failure wrapper-timing-failure wrapper-turned-off
        wrapper-turned-on wrapper-under-temperature wrapper-unrecoverable-failure
        wrapper-unrecoverable-storage-error wrapper-warming-up
        punching-reference-edge: bottom left right top
        punching-reference-edge-supported: =punching-reference-edge
        pwg-raster-document-sheet-back: flipped manual-tumble normal rotated
        pwg-raster-document-type-supported: adobe-rgb_8 adobe-rgb_16 black_1 black_8 black_16 cmyk_8 cmyk_16
        device1_8 device1_16 device2_8 device2_16 device3_8 device3_16 device4_8 device4_16 device5_8
        device5_16 device6_8 device6_16 device7_8 device7_16 device8_8 device8_16 device9_8 device9_16
        device10_8 device10_16 device11_8 device11_16 device12_8 device12_16 device13_8 device13_16
        device14_8 device14_16 device15_8 device15_16 rgb_8 rgb_16 sgray_1 sgray_8 sgray_16 srgb_8 srgb_16
        requested-attributes: all document-description document-template job-actual job-description
        job-template printer-description resource-description resource-status resource-template
        subscription-description subscription-template system-description system-status
        resource-state-reasons: =job-state-reasons cancel-requested install-requested resource-incoming
        resource-type: executable-firmware executable-software static-font static-form static-icc-profile
        static-image static-logo static-other static-strings template-document template-job template-printer
        save-disposition: none print-save save-only
        save-disposition-supported: =save-disposition
        save-info-supported: save-document-format save-location save-name
        separator-sheets-type: both-sheets end-sheet none slip-sheets start-sheet
        separator-sheets-type-supported: =separator-sheets-type
        sides: one-sided two-sided-long-edge two-sided-short-edge
        sides-default: =sides
        sides-supported: =sides
        stitching-method: auto crimp wire
        stitching-method-supported: =stitching-method
        stitching-reference-edge: bottom left right top
        stitching-reference-edge-supported: =stitching-reference-edge
        stitching-supported: stitching-locations stitching-offset stitching-reference-edge
        subscription-privacy-attributes: all default none subscription-description subscription-template
        subscription-privacy-scope: all default none owner
        system-state-reasons: =printer-state-reasons
        system-time-source: dhcp ntp onboard sntp
        timeout-predicate: activity inactivity none
        trimming-reference-edge: bottom left right top
        trimming-reference-edge-supported: =trimming-reference-edge
        trimming-type: draw-line full partial perforate score tab
        trimming-when: after-documents after-job after-sets after-sheets
        trimming-when-supported: =trimming-when
        uri-authentication-supported: basic certificate certificate+basic certificate+digest
        certificate+oauth digest negotiate none oauth requesting-user-name
        uri-security-supported: none ssl3 tls
        which-jobs: aborted all canceled completed fetchable not-completed pending pending-held processing
        processing-stopped proof-and-suspend proof-print saved -saved stored-group stored-owner
        stored-public
        which-jobs-supported: =which-jobs
        which-printers: all idle not-accepting processing shutdown stopped testing
        x-image-position: center left none right
        x-image-position-default: =x-image-position
        x-image-position-supported: =x-image-position
        xri-authentication-supported: basic certificate digest negotiate none oauth requesting-user-name
        xri-security-supported: none ssl3 tls
        y-image-position: bottom center none top
        y-image-position-default: =y-image-position
        y-image-position-supported: =y-image-position
        """,
    ]
}
