//! The elements, attributes and properties that a published drawing may have: shapes, texts and paint.

/// Elements without behavior; `a` is written as a group, since a drawing links to nothing.
const ELEMENTS: &str = "\
    a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite \
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA \
    feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight \
    feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient marker mask \
    path pattern polygon polyline radialGradient rect stop style svg switch symbol text textPath title \
    tspan use";

/// Attributes that hold numbers, lists of numbers, names or words, and never an address.
const ATTRIBUTES: &str = "\
    amplitude aria-describedby aria-hidden aria-label aria-labelledby aria-roledescription azimuth \
    baseFrequency bias class clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode elevation \
    exponent filterUnits fr fx fy gradientTransform gradientUnits height id in in2 intercept k1 k2 k3 k4 \
    kernelMatrix kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits \
    markerWidth maskContentUnits maskUnits media method mode numOctaves offset operator order orient \
    pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ \
    preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result role rotate rx ry scale \
    seed side slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation \
    stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength transform type values \
    version viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z";

/// Properties of paint and text, as attributes and in style sheets.
const PROPERTIES: &str = "\
    alignment-baseline background background-color baseline-shift clip-path clip-rule color \
    color-interpolation color-interpolation-filters color-rendering color-scheme cx cy direction display \
    dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color flood-opacity \
    font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch \
    font-style font-variant font-variant-caps font-variant-east-asian font-variant-ligatures \
    font-variant-numeric font-variant-position font-weight glyph-orientation-horizontal \
    glyph-orientation-vertical height image-rendering isolation kerning letter-spacing lighting-color \
    line-height marker marker-end marker-mid marker-start mask mask-type max-width mix-blend-mode \
    opacity overflow paint-order pointer-events r rx ry shape-rendering stop-color stop-opacity stroke \
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity \
    stroke-width text-align text-anchor text-decoration text-indent text-orientation text-rendering \
    text-transform transform transform-box transform-origin unicode-bidi vector-effect visibility \
    white-space width word-spacing writing-mode x";

/// Functions of style values that compute a color, a length or a place.
const FUNCTIONS: &str = "\
    blur brightness calc circle clamp color color-mix contrast cubic-bezier drop-shadow ellipse \
    grayscale hsl hsla hue-rotate hwb inset invert lab lch light-dark matrix matrix3d max min oklab \
    oklch opacity perspective polygon rgb rgba rotate rotate3d rotatex rotatey rotatez saturate scale \
    scale3d scalex scaley scalez sepia skew skewx skewy translate translate3d translatex translatey \
    translatez";

/// Functions of selectors.
const SELECTORS: &str = "\
    is lang not nth-child nth-last-child nth-last-of-type nth-of-type where";

/// Elements that drawing programs write for themselves and no reader sees.
const SILENT: &str = "\
    cursor metadata namedview perspective";

/// The element of SVG with this name that a drawing may hold.
pub(super) fn element(name: &str) -> Option<&'static str> {
    ELEMENTS.split_ascii_whitespace().find(|it| *it == name)
}

/// Whether nobody misses this element.
pub(super) fn is_silent(name: &str) -> bool {
    has(SILENT, name)
}

/// Whether a drawing may hold this attribute as it is.
pub(super) fn is_attribute(name: &str) -> bool {
    has(ATTRIBUTES, name)
}

/// Whether a style may set this property.
pub(super) fn is_property(name: &str) -> bool {
    has(PROPERTIES, name)
}

/// Whether a value of a style may call this function, written in lower case.
pub(super) fn is_function(name: &str) -> bool {
    has(FUNCTIONS, name)
}

/// Whether a selector may call this function, written in lower case.
pub(super) fn is_selector(name: &str) -> bool {
    has(SELECTORS, name)
}

fn has(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|it| it == name)
}
