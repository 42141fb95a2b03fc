namespace Harness.Virgl;

/// <summary>
/// A RASTERIZER object (PROTOCOL section 2.2). The default value clamps depth instead of clipping and has no line width; start from <see cref="Standard"/>.
/// </summary>
public readonly record struct RasterizerState : IWords<RasterizerState>
{
    private readonly uint _switches;
    private readonly uint _lineAndPlanes;

    private RasterizerState(uint switches, uint lineAndPlanes) => (_switches, _lineAndPlanes) = (switches, lineAndPlanes);

    public static int WordCount => 8;

    /// <summary>Filled, nothing culled, clipped at the depth planes, pixel centres at one half, points and lines one pixel wide.</summary>
    public static RasterizerState Standard { get; } = new() { DepthClip = true, HalfPixelCenter = true, PointSize = 1, LineWidth = 1 };

    public bool Flatshade { get => Switch(0); init => _switches = Bits.Set(_switches, 0, value); }

    /// <summary>Clip at the near and far plane; off means that depth is clamped.</summary>
    public bool DepthClip { get => Switch(1); init => _switches = Bits.Set(_switches, 1, value); }

    /// <summary>Clip space depth from 0 to w instead of -w to w.</summary>
    public bool ClipHalfZ { get => Switch(2); init => _switches = Bits.Set(_switches, 2, value); }

    public bool RasterizerDiscard { get => Switch(3); init => _switches = Bits.Set(_switches, 3, value); }

    /// <summary>The first vertex of a primitive provokes.</summary>
    public bool FlatshadeFirst { get => Switch(4); init => _switches = Bits.Set(_switches, 4, value); }

    public bool LightTwoSide { get => Switch(5); init => _switches = Bits.Set(_switches, 5, value); }

    public bool SpriteCoordLowerLeft { get => Switch(6); init => _switches = Bits.Set(_switches, 6, value); }

    public bool PointQuadRasterization { get => Switch(7); init => _switches = Bits.Set(_switches, 7, value); }

    public CullFace CullFace { get => (CullFace)Bits.Get(_switches, 8, 2); init => _switches = Bits.Set(_switches, 8, 2, (uint)value); }

    public PolygonMode FillFront { get => (PolygonMode)Bits.Get(_switches, 10, 2); init => _switches = Bits.Set(_switches, 10, 2, (uint)value); }

    public PolygonMode FillBack { get => (PolygonMode)Bits.Get(_switches, 12, 2); init => _switches = Bits.Set(_switches, 12, 2, (uint)value); }

    public bool Scissor { get => Switch(14); init => _switches = Bits.Set(_switches, 14, value); }

    /// <summary>Counter-clockwise is front in y-down window space (PROTOCOL section 2.6).</summary>
    public bool FrontCcw { get => Switch(15); init => _switches = Bits.Set(_switches, 15, value); }

    public bool ClampVertexColor { get => Switch(16); init => _switches = Bits.Set(_switches, 16, value); }

    public bool ClampFragmentColor { get => Switch(17); init => _switches = Bits.Set(_switches, 17, value); }

    public bool OffsetLine { get => Switch(18); init => _switches = Bits.Set(_switches, 18, value); }

    public bool OffsetPoint { get => Switch(19); init => _switches = Bits.Set(_switches, 19, value); }

    public bool OffsetTriangle { get => Switch(20); init => _switches = Bits.Set(_switches, 20, value); }

    public bool PolygonSmooth { get => Switch(21); init => _switches = Bits.Set(_switches, 21, value); }

    public bool PolygonStipple { get => Switch(22); init => _switches = Bits.Set(_switches, 22, value); }

    public bool PointSmooth { get => Switch(23); init => _switches = Bits.Set(_switches, 23, value); }

    /// <summary>The vertex shader's PSIZE output counts instead of <see cref="PointSize"/>.</summary>
    public bool PointSizePerVertex { get => Switch(24); init => _switches = Bits.Set(_switches, 24, value); }

    public bool Multisample { get => Switch(25); init => _switches = Bits.Set(_switches, 25, value); }

    public bool LineSmooth { get => Switch(26); init => _switches = Bits.Set(_switches, 26, value); }

    public bool LineStippleEnable { get => Switch(27); init => _switches = Bits.Set(_switches, 27, value); }

    public bool LineLastPixel { get => Switch(28); init => _switches = Bits.Set(_switches, 28, value); }

    public bool HalfPixelCenter { get => Switch(29); init => _switches = Bits.Set(_switches, 29, value); }

    public bool BottomEdgeRule { get => Switch(30); init => _switches = Bits.Set(_switches, 30, value); }

    public bool ForcePersampleInterpolation { get => Switch(31); init => _switches = Bits.Set(_switches, 31, value); }

    /// <summary>Width of points in pixels.</summary>
    public float PointSize { get; init; }

    /// <summary>Varyings that points replace by their point coordinate: bit i for GENERIC[i].</summary>
    public uint SpriteCoordEnable { get; init; }

    public uint LineStipplePattern { get => Bits.Get(_lineAndPlanes, 0, 16); init => _lineAndPlanes = Bits.Set(_lineAndPlanes, 0, 16, value); }

    public uint LineStippleFactor { get => Bits.Get(_lineAndPlanes, 16, 8); init => _lineAndPlanes = Bits.Set(_lineAndPlanes, 16, 8, value); }

    /// <summary>User clip planes in use: bit i for plane i of SET_CLIP_STATE.</summary>
    public uint ClipPlaneEnable { get => Bits.Get(_lineAndPlanes, 24, 8); init => _lineAndPlanes = Bits.Set(_lineAndPlanes, 24, 8, value); }

    /// <summary>Width of lines in pixels.</summary>
    public float LineWidth { get; init; }

    public float OffsetUnits { get; init; }

    public float OffsetScale { get; init; }

    public float OffsetClamp { get; init; }

    public static RasterizerState Read(ref WordReader words)
    {
        var switches = words.UInt();
        var pointSize = words.Float();
        var spriteCoordEnable = words.UInt();
        return new RasterizerState(switches, words.UInt())
        {
            PointSize = pointSize,
            SpriteCoordEnable = spriteCoordEnable,
            LineWidth = words.Float(),
            OffsetUnits = words.Float(),
            OffsetScale = words.Float(),
            OffsetClamp = words.Float(),
        };
    }

    public void Write(Span<uint> words)
    {
        words[7] = BitConverter.SingleToUInt32Bits(OffsetClamp);
        words[6] = BitConverter.SingleToUInt32Bits(OffsetScale);
        words[5] = BitConverter.SingleToUInt32Bits(OffsetUnits);
        words[4] = BitConverter.SingleToUInt32Bits(LineWidth);
        words[3] = _lineAndPlanes;
        words[2] = SpriteCoordEnable;
        words[1] = BitConverter.SingleToUInt32Bits(PointSize);
        words[0] = _switches;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Flag("flatshade", Flatshade);
        fields.Flag("depth_clip", DepthClip);
        fields.Flag("clip_halfz", ClipHalfZ);
        fields.Flag("rasterizer_discard", RasterizerDiscard);
        fields.Flag("flatshade_first", FlatshadeFirst);
        fields.Flag("light_twoside", LightTwoSide);
        fields.Flag("sprite_coord_lower_left", SpriteCoordLowerLeft);
        fields.Flag("point_quad_rasterization", PointQuadRasterization);
        fields.Value("cull", CullFace);
        fields.Value("fill_front", FillFront);
        fields.Value("fill_back", FillBack);
        fields.Flag("scissor", Scissor);
        fields.Flag("front_ccw", FrontCcw);
        fields.Flag("clamp_vertex_color", ClampVertexColor);
        fields.Flag("clamp_fragment_color", ClampFragmentColor);
        fields.Flag("offset_line", OffsetLine);
        fields.Flag("offset_point", OffsetPoint);
        fields.Flag("offset_tri", OffsetTriangle);
        fields.Flag("poly_smooth", PolygonSmooth);
        fields.Flag("poly_stipple", PolygonStipple);
        fields.Flag("point_smooth", PointSmooth);
        fields.Flag("point_size_per_vertex", PointSizePerVertex);
        fields.Flag("multisample", Multisample);
        fields.Flag("line_smooth", LineSmooth);
        fields.Flag("line_stipple", LineStippleEnable);
        fields.Flag("line_last_pixel", LineLastPixel);
        fields.Flag("half_pixel_center", HalfPixelCenter);
        fields.Flag("bottom_edge_rule", BottomEdgeRule);
        fields.Flag("force_persample_interp", ForcePersampleInterpolation);
        fields.Value("point_size", PointSize);
        fields.Hex("sprite_coord_enable", SpriteCoordEnable);
        fields.Hex("line_stipple_pattern", LineStipplePattern);
        fields.Value("line_stipple_factor", LineStippleFactor);
        fields.Hex("clip_planes", ClipPlaneEnable);
        fields.Value("line_width", LineWidth);
        fields.Value("offset_units", OffsetUnits);
        fields.Value("offset_scale", OffsetScale);
        fields.Value("offset_clamp", OffsetClamp);
    }

    private bool Switch(int bit) => Bits.Get(_switches, bit);
}
