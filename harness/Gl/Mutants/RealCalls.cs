namespace Harness.Gl.Mutants;

/// <summary>The driver's own functions, which the functions of mutants call.</summary>
internal static unsafe class RealCalls
{
    public static delegate* unmanaged<int, int, int, int, void> Scissor { get; private set; }

    public static delegate* unmanaged<int, int, int, int, void> Viewport { get; private set; }

    public static delegate* unmanaged<uint, float, float, float, float, void> ViewportIndexed { get; private set; }

    public static delegate* unmanaged<uint, uint, void> BindFramebuffer { get; private set; }

    public static delegate* unmanaged<double, double, void> DepthRange { get; private set; }

    public static delegate* unmanaged<uint, void> CullFace { get; private set; }

    public static delegate* unmanaged<uint, void> FrontFace { get; private set; }

    public static delegate* unmanaged<uint, void> ProvokingVertex { get; private set; }

    public static delegate* unmanaged<uint, uint, void> PolygonMode { get; private set; }

    public static delegate* unmanaged<uint, uint, void> ClipControl { get; private set; }

    public static delegate* unmanaged<float, float, void> PolygonOffset { get; private set; }

    public static delegate* unmanaged<float, void> PointSize { get; private set; }

    public static delegate* unmanaged<float, void> LineWidth { get; private set; }

    public static delegate* unmanaged<uint, void> Enable { get; private set; }

    public static delegate* unmanaged<uint, void> Disable { get; private set; }

    public static delegate* unmanaged<uint, void> DepthFunc { get; private set; }

    public static delegate* unmanaged<byte, void> DepthMask { get; private set; }

    public static delegate* unmanaged<uint, uint, int, uint, void> StencilFuncSeparate { get; private set; }

    public static delegate* unmanaged<uint, uint, uint, uint, void> StencilOpSeparate { get; private set; }

    public static delegate* unmanaged<uint, uint, void> StencilMaskSeparate { get; private set; }

    public static delegate* unmanaged<uint, uint, uint, uint, void> BlendFuncSeparate { get; private set; }

    public static delegate* unmanaged<uint, uint, uint, uint, uint, void> BlendFuncSeparateIndexed { get; private set; }

    public static delegate* unmanaged<uint, uint, void> BlendEquationSeparate { get; private set; }

    public static delegate* unmanaged<float, float, float, float, void> BlendColor { get; private set; }

    public static delegate* unmanaged<byte, byte, byte, byte, void> ColorMask { get; private set; }

    public static delegate* unmanaged<uint, int, uint, byte, int, void*, void> VertexAttribPointer { get; private set; }

    public static delegate* unmanaged<uint, uint, void> VertexAttribDivisor { get; private set; }

    public static delegate* unmanaged<uint, uint, nint, int, void> BindVertexBuffer { get; private set; }

    public static delegate* unmanaged<uint, void> BindVertexArray { get; private set; }

    public static delegate* unmanaged<int, uint*, void> DeleteVertexArrays { get; private set; }

    public static delegate* unmanaged<int, int, float*, void> Uniform4 { get; private set; }

    public static delegate* unmanaged<int, int, void> Uniform1 { get; private set; }

    public static delegate* unmanaged<uint, void> UseProgram { get; private set; }

    public static delegate* unmanaged<uint, uint, uint, nint, nint, void> BindBufferRange { get; private set; }

    public static delegate* unmanaged<uint, uint, uint, void> UniformBlockBinding { get; private set; }

    public static delegate* unmanaged<uint, int, int, void> DrawArrays { get; private set; }

    public static delegate* unmanaged<uint, int, int, int, void> DrawArraysInstanced { get; private set; }

    public static delegate* unmanaged<uint, int, uint, void*, void> DrawElements { get; private set; }

    public static delegate* unmanaged<uint, void> PrimitiveRestartIndex { get; private set; }

    public static delegate* unmanaged<uint, void> Clear { get; private set; }

    public static delegate* unmanaged<float, float, float, float, void> ClearColor { get; private set; }

    public static delegate* unmanaged<double, void> ClearDepth { get; private set; }

    public static delegate* unmanaged<uint, uint, int, void> SamplerParameterInteger { get; private set; }

    public static delegate* unmanaged<uint, uint, float, void> SamplerParameterFloat { get; private set; }

    public static delegate* unmanaged<uint, uint, void> BindSampler { get; private set; }

    public static delegate* unmanaged<uint, uint, int, void> TexParameterInteger { get; private set; }

    public static delegate* unmanaged<uint, uint, uint, uint, uint, uint, uint, uint, void> TextureView { get; private set; }

    public static delegate* unmanaged<uint, uint, uint, int, int, void> FramebufferTextureLayer { get; private set; }

    public static delegate* unmanaged<uint, uint, uint, uint, int, void> FramebufferTexture2D { get; private set; }

    public static delegate* unmanaged<int, int, int, int, uint, uint, void*, void> ReadPixels { get; private set; }

    public static delegate* unmanaged<int, int, int, int, int, int, int, int, uint, uint, void> BlitFramebuffer { get; private set; }

    public static delegate* unmanaged<uint, int, void> PixelStore { get; private set; }

    public static delegate* unmanaged<uint, int, int, int, int, int, uint, uint, void*, void> TexSubImage2D { get; private set; }

    public static delegate* unmanaged<uint, int, int, int, int, int, int, int, uint, uint, void*, void> TexSubImage3D { get; private set; }

    public static delegate* unmanaged<uint, nint, nint, void*, void> BufferSubData { get; private set; }

    public static delegate* unmanaged<uint, uint, nint, nint, nint, void> CopyBufferSubData { get; private set; }

    public static delegate* unmanaged<uint, uint, int, int, int, int, uint, uint, int, int, int, int, int, int, int, void> CopyImageSubData { get; private set; }

    public static delegate* unmanaged<uint, int, byte**, int*, void> ShaderSource { get; private set; }

    public static void Load(Func<string, nint> load)
    {
        Scissor = (delegate* unmanaged<int, int, int, int, void>)load("glScissor");
        Viewport = (delegate* unmanaged<int, int, int, int, void>)load("glViewport");
        ViewportIndexed = (delegate* unmanaged<uint, float, float, float, float, void>)load("glViewportIndexedf");
        BindFramebuffer = (delegate* unmanaged<uint, uint, void>)load("glBindFramebuffer");
        DepthRange = (delegate* unmanaged<double, double, void>)load("glDepthRange");
        CullFace = (delegate* unmanaged<uint, void>)load("glCullFace");
        FrontFace = (delegate* unmanaged<uint, void>)load("glFrontFace");
        ProvokingVertex = (delegate* unmanaged<uint, void>)load("glProvokingVertex");
        PolygonMode = (delegate* unmanaged<uint, uint, void>)load("glPolygonMode");
        ClipControl = (delegate* unmanaged<uint, uint, void>)load("glClipControl");
        PolygonOffset = (delegate* unmanaged<float, float, void>)load("glPolygonOffset");
        PointSize = (delegate* unmanaged<float, void>)load("glPointSize");
        LineWidth = (delegate* unmanaged<float, void>)load("glLineWidth");
        Enable = (delegate* unmanaged<uint, void>)load("glEnable");
        Disable = (delegate* unmanaged<uint, void>)load("glDisable");
        DepthFunc = (delegate* unmanaged<uint, void>)load("glDepthFunc");
        DepthMask = (delegate* unmanaged<byte, void>)load("glDepthMask");
        StencilFuncSeparate = (delegate* unmanaged<uint, uint, int, uint, void>)load("glStencilFuncSeparate");
        StencilOpSeparate = (delegate* unmanaged<uint, uint, uint, uint, void>)load("glStencilOpSeparate");
        StencilMaskSeparate = (delegate* unmanaged<uint, uint, void>)load("glStencilMaskSeparate");
        BlendFuncSeparate = (delegate* unmanaged<uint, uint, uint, uint, void>)load("glBlendFuncSeparate");
        BlendFuncSeparateIndexed = (delegate* unmanaged<uint, uint, uint, uint, uint, void>)load("glBlendFuncSeparatei");
        BlendEquationSeparate = (delegate* unmanaged<uint, uint, void>)load("glBlendEquationSeparate");
        BlendColor = (delegate* unmanaged<float, float, float, float, void>)load("glBlendColor");
        ColorMask = (delegate* unmanaged<byte, byte, byte, byte, void>)load("glColorMask");
        VertexAttribPointer = (delegate* unmanaged<uint, int, uint, byte, int, void*, void>)load("glVertexAttribPointer");
        VertexAttribDivisor = (delegate* unmanaged<uint, uint, void>)load("glVertexAttribDivisor");
        BindVertexBuffer = (delegate* unmanaged<uint, uint, nint, int, void>)load("glBindVertexBuffer");
        BindVertexArray = (delegate* unmanaged<uint, void>)load("glBindVertexArray");
        DeleteVertexArrays = (delegate* unmanaged<int, uint*, void>)load("glDeleteVertexArrays");
        Uniform4 = (delegate* unmanaged<int, int, float*, void>)load("glUniform4fv");
        Uniform1 = (delegate* unmanaged<int, int, void>)load("glUniform1i");
        UseProgram = (delegate* unmanaged<uint, void>)load("glUseProgram");
        BindBufferRange = (delegate* unmanaged<uint, uint, uint, nint, nint, void>)load("glBindBufferRange");
        UniformBlockBinding = (delegate* unmanaged<uint, uint, uint, void>)load("glUniformBlockBinding");
        DrawArrays = (delegate* unmanaged<uint, int, int, void>)load("glDrawArrays");
        DrawArraysInstanced = (delegate* unmanaged<uint, int, int, int, void>)load("glDrawArraysInstanced");
        DrawElements = (delegate* unmanaged<uint, int, uint, void*, void>)load("glDrawElements");
        PrimitiveRestartIndex = (delegate* unmanaged<uint, void>)load("glPrimitiveRestartIndex");
        Clear = (delegate* unmanaged<uint, void>)load("glClear");
        ClearColor = (delegate* unmanaged<float, float, float, float, void>)load("glClearColor");
        ClearDepth = (delegate* unmanaged<double, void>)load("glClearDepth");
        SamplerParameterInteger = (delegate* unmanaged<uint, uint, int, void>)load("glSamplerParameteri");
        SamplerParameterFloat = (delegate* unmanaged<uint, uint, float, void>)load("glSamplerParameterf");
        BindSampler = (delegate* unmanaged<uint, uint, void>)load("glBindSampler");
        TexParameterInteger = (delegate* unmanaged<uint, uint, int, void>)load("glTexParameteri");
        TextureView = (delegate* unmanaged<uint, uint, uint, uint, uint, uint, uint, uint, void>)load("glTextureView");
        FramebufferTextureLayer = (delegate* unmanaged<uint, uint, uint, int, int, void>)load("glFramebufferTextureLayer");
        FramebufferTexture2D = (delegate* unmanaged<uint, uint, uint, uint, int, void>)load("glFramebufferTexture2D");
        ReadPixels = (delegate* unmanaged<int, int, int, int, uint, uint, void*, void>)load("glReadPixels");
        BlitFramebuffer = (delegate* unmanaged<int, int, int, int, int, int, int, int, uint, uint, void>)load("glBlitFramebuffer");
        PixelStore = (delegate* unmanaged<uint, int, void>)load("glPixelStorei");
        TexSubImage2D = (delegate* unmanaged<uint, int, int, int, int, int, uint, uint, void*, void>)load("glTexSubImage2D");
        TexSubImage3D = (delegate* unmanaged<uint, int, int, int, int, int, int, int, uint, uint, void*, void>)load("glTexSubImage3D");
        BufferSubData = (delegate* unmanaged<uint, nint, nint, void*, void>)load("glBufferSubData");
        CopyBufferSubData = (delegate* unmanaged<uint, uint, nint, nint, nint, void>)load("glCopyBufferSubData");
        CopyImageSubData = (delegate* unmanaged<uint, uint, int, int, int, int, uint, uint, int, int, int, int, int, int, int, void>)load("glCopyImageSubData");
        ShaderSource = (delegate* unmanaged<uint, int, byte**, int*, void>)load("glShaderSource");
    }
}
