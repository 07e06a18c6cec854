// Starts Swagger UI on our own document; a script file because the policy forbids inline scripts.
window.ui = SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#trying",
  deepLinking: true,
  validatorUrl: null,
});
